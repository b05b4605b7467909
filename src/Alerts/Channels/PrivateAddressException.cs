namespace Dutchbook.Alerts;

/// <summary>A name leads to this machine or to a private network, where an alert may not go.</summary>
internal sealed class PrivateAddressException() : Exception("the address is a private one");
