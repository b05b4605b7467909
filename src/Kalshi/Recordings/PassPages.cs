using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>A pass over the venue once more, from the pages that were written down of it.</summary>
public sealed class PassPages(Era era = Era.Current)
{
    private readonly PageReader _reader = new(era);
    private SnapshotAssembler _assembler = new();

    /// <summary>Pages since the pass began.</summary>
    public int Count { get; private set; }

    /// <summary>When the last of them was received.</summary>
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>What came before belongs to no pass.</summary>
    public void Begin() => (_assembler, Count) = (new SnapshotAssembler(), 0);

    /// <summary>Takes one page. Books that were asked for beside a pass are not of it.</summary>
    public void Take(string path, DateTimeOffset at, ReadOnlyMemory<byte> body)
    {
        string place = path.Split('?')[0];
        if (place.EndsWith("/orderbooks", StringComparison.Ordinal) || place.EndsWith("/orderbook", StringComparison.Ordinal))
        {
            return;
        }

        _reader.Take(new RawPage(path, body, at), _assembler);
        Count++;
        LastAt = at;
    }

    /// <summary>The pass as it was taken over, and a new beginning.</summary>
    /// <exception cref="UnreadableSourceException">All prices of it are of another era.</exception>
    public VenueSnapshot Build(DateTimeOffset at, string source, TradingHalt? halt, FeeTerms? assumedFee = null)
    {
        VenueSnapshot pass = _assembler.Build(at, [source], isRecording: false, assumedFee, halt);
        Begin();
        EraCheck.Refuse(pass, era);
        return pass;
    }
}
