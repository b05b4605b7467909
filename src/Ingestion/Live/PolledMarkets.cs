using Dutchbook.Domain;

namespace Dutchbook.Ingestion;

/// <summary>What is known of the markets where there is no stream: what passes and looks at books have told.</summary>
/// <param name="why">Why there is no stream.</param>
public sealed class PolledMarkets(LiveMarkets known, string why) : ILiveStream
{
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public Action? Turned { get; set; }

    /// <inheritdoc/>
    public bool IsFlowing => false;

    /// <inheritdoc/>
    public string Condition => why;

    /// <summary>Nothing tells of them: whoever wants a book asks for it.</summary>
    public void Want(IReadOnlyCollection<int> markets)
    {
    }

    /// <inheritdoc/>
    public T Read<T>(Func<LiveMarkets, T> read)
    {
        lock (_gate)
        {
            return read(known);
        }
    }

    /// <inheritdoc/>
    public T Write<T>(Func<LiveMarkets, T> write)
    {
        lock (_gate)
        {
            T result = write(known);
            Turned?.Invoke();
            return result;
        }
    }

    /// <inheritdoc/>
    public SweepReport Sweep(VenueSnapshot pass)
    {
        lock (_gate)
        {
            SweepReport report = TouchSweep.Take(known, pass);
            Turned?.Invoke();
            return report;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<VenueNotice> TakeNotices() => [];
}
