using Dutchbook.Detection;
using Dutchbook.Domain;

namespace Dutchbook.Pipeline;

/// <summary>Where a run leaves what it saw. It returns at once and never throws: what cannot be written now waits, or is told.</summary>
public interface IRunRecorder
{
    /// <summary>A pass was made.</summary>
    void Pass(ScanResult result, BookChange change);

    /// <summary>What a look saw began, went on or ended.</summary>
    void Look(IReadOnlyList<Opportunity> shown, BookChange change);
}

/// <summary>Who trades for a run.</summary>
public interface ITradeDesk
{
    /// <summary>Proposes a basket, sized from these books; the same gate as everything else decides.</summary>
    Task<ProposalAnswer> ProposeAsync(
        Opportunity opportunity, IReadOnlyDictionary<string, OrderBook> books, CancellationToken stop);

    Task<DeskView> ReadAsync(CancellationToken stop);
}

/// <summary>What became of a proposal: the id of its trade, or why there is none.</summary>
/// <param name="TradeId">Null where it was refused.</param>
/// <param name="Refusal">Empty where it was not.</param>
public sealed record ProposalAnswer(string? TradeId, string Refusal);
