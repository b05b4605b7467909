namespace Dutchbook.Ingestion;

/// <summary>How much may be asked of the venue, and how much was.</summary>
public interface IVenuePace
{
    /// <summary>Whole requests that the venue allows in a minute.</summary>
    int RequestsPerMinute { get; }

    /// <summary>Requests made so far.</summary>
    long Requests { get; }
}
