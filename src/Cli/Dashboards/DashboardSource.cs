using Dutchbook.Execution;
using Dutchbook.Ingestion;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>The parts of a running instance that its dashboard shows and turns.</summary>
internal sealed record DashboardSource
{
    public required CommandScope Scope { get; init; }

    public required Configuration Configuration { get; init; }

    public required RunBoard Board { get; init; }

    /// <summary>What is known of the markets between passes; null for nothing.</summary>
    public ILiveStream? Stream { get; init; }

    /// <summary>Cancels our orders at the exchange and looks until none rests; null on paper, where none is there.</summary>
    public Func<CancellationToken, Task<CancelReport>>? CancelResting { get; init; }

    public required TradingDesk Desk { get; init; }

    public required VenueConnection Venue { get; init; }

    /// <summary>The kill switch.</summary>
    public required IHaltFlag Flag { get; init; }

    public required ITradeHistory History { get; init; }

    /// <summary>Every setting in force, with where it comes from.</summary>
    public required IReadOnlyList<EffectiveValue> Settings { get; init; }

    /// <summary>The exchange.</summary>
    public required string Host { get; init; }

    /// <summary>The person whose shell it is, for decisions that are kept.</summary>
    public required string User { get; init; }

    /// <summary>Reviews and scans are kept in the database of the home; false in a demo, which keeps nothing.</summary>
    public bool IsKept { get; init; } = true;

    public AlertSession? Alerts { get; init; }

    /// <summary>Another number whenever something was written that people may have to decide on.</summary>
    public Func<int> Written { get; init; } = static () => 0;

    /// <summary>Where nothing is stored yet, or it cannot be read now, the page shows what the board has.</summary>
    public T Read<T>(Func<SqliteDatabase, T> read, T otherwise)
    {
        if (!IsKept)
        {
            return otherwise;
        }

        try
        {
            using SqliteDatabase database = SqliteDatabase.OpenReader(Scope.Home.Database);
            return read(database);
        }
        catch (StorageException)
        {
            return otherwise;
        }
    }
}
