using Dutchbook.Domain;

namespace Dutchbook.Pipeline;

/// <summary>An opportunity as stored: its columns, and the whole explanation as <see cref="Document"/>.</summary>
public sealed record StoredOpportunity
{
    /// <summary>The hash of claims and weights.</summary>
    public required string Id { get; init; }

    public required OpportunityStatus Status { get; init; }

    public required Grade Grade { get; init; }

    public required bool Executable { get; init; }

    /// <summary>False when it is below a trading threshold.</summary>
    public required bool AboveThreshold { get; init; }

    public required Signal Signal { get; init; }

    public required Quantity Units { get; init; }

    public required Money Cost { get; init; }

    public required Money Fees { get; init; }

    public required Money MinPayout { get; init; }

    public required Money Edge { get; init; }

    public required Money Magnitude { get; init; }

    /// <summary>Null when nothing stays locked or the date is unknown.</summary>
    public required Ratio? AnnualReturn { get; init; }

    public required Ratio Confidence { get; init; }

    public required Money Score { get; init; }

    /// <summary>The relations it rests on.</summary>
    public required IReadOnlyList<string> RelationIds { get; init; }

    public required IReadOnlyList<StoredLeg> Legs { get; init; }

    /// <summary>The first scan that saw it.</summary>
    public required DateTimeOffset DetectedAt { get; init; }

    /// <summary>The newest scan that saw it.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The newest time that it was there; its status is the opportunity's.</summary>
    public required Episode Episode { get; init; }

    /// <summary>The full explanation as JSON text, as its maker gave it.</summary>
    public required string Document { get; init; }
}

/// <summary>A leg as stored: what is bought, and the worst price it takes.</summary>
public sealed record StoredLeg(string Ticker, Side Side, int Weight, Quantity Quantity, Price? WorstPrice, Money Cost, Money Fee);
