namespace Dutchbook.Alerts;

/// <summary>How one service wants a message.</summary>
internal interface IMessageForm
{
    Uri Address { get; }

    /// <summary>A token for the Authorization header; null for none.</summary>
    string? Bearer => null;

    /// <summary>The body, as an object that is written as JSON.</summary>
    object Message(Alert alert);

    /// <summary>Whether a successful status with this body means that the message was taken.</summary>
    bool Accepts(string body) => true;
}
