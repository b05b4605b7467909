namespace Dutchbook.Ingestion;

/// <summary>A live venue did not answer, or answered nothing usable; trying again later may help.</summary>
public sealed class VenueUnavailableException(string message, Exception? inner = null) : UnreadableSourceException(message, inner);
