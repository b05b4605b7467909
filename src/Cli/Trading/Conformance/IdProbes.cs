using Dutchbook.Kalshi;

namespace Dutchbook.Cli;

/// <summary>Whether an id that was used is refused: what the network delivers twice must be taken once.</summary>
internal static class IdProbes
{
    public static async Task<ConformanceFact> AfterCancel(ProbeBench bench)
    {
        string id = bench.NextId();
        WriteOutcome<OrderReceipt> first = await bench.Send(bench.Resting(id));
        await bench.Clear(first);
        return await Again(bench, "id-refused-after-cancel", first is WriteOutcome<OrderReceipt>.Accepted, first, bench.Resting(id));
    }

    public static async Task<ConformanceFact> AfterFill(ProbeBench bench)
    {
        string id = bench.NextId();
        WriteOutcome<OrderReceipt> first = await bench.Send(bench.Taking(id));
        bool isFilled = first is WriteOutcome<OrderReceipt>.Accepted { Answer.Filled.IsPositive: true };
        return await Again(bench, ConformanceResult.IdAfterFill, isFilled, first, bench.Taking(id));
    }

    /// <summary>A kill is no proof for ever where its id may come again.</summary>
    public static async Task<ConformanceFact> AfterKill(ProbeBench bench)
    {
        string id = bench.NextId();
        WriteOutcome<OrderReceipt> first = await bench.Send(bench.Killed(id));
        bool isKilled = first is WriteOutcome<OrderReceipt>.Rejected { Evidence.Kind: RejectionKind.NothingToFill };
        return await Again(bench, "id-refused-after-kill", isKilled, first, bench.Killed(id));
    }

    public static async Task<ConformanceFact> WithAnotherBody(ProbeBench bench)
    {
        string id = bench.NextId();
        WriteOutcome<OrderReceipt> first = await bench.Send(bench.Resting(id));
        ConformanceFact fact = await Again(
            bench, "id-refused-with-another-body", first is WriteOutcome<OrderReceipt>.Accepted, first, bench.Resting(id, contracts: 2));
        await bench.Clear(first);
        return fact;
    }

    private static async Task<ConformanceFact> Again(
        ProbeBench bench, string name, bool isReady, WriteOutcome<OrderReceipt> first, NewOrder again)
    {
        if (!isReady)
        {
            return new ConformanceFact(name, null, $"the first order came to something else: {ProbeBench.Say(first)}");
        }

        WriteOutcome<OrderReceipt> second = await bench.Send(again);
        await bench.Clear(second);
        bool? isRefused = second switch
        {
            WriteOutcome<OrderReceipt>.Unknown { Doubt.Kind: DoubtKind.IdUsed } => true,

            // Killed a second time: the id was not refused.
            WriteOutcome<OrderReceipt>.Rejected { Evidence.Kind: RejectionKind.NothingToFill } => false,
            WriteOutcome<OrderReceipt>.Accepted => false,
            _ => null,
        };
        return new ConformanceFact(name, isRefused, $"the same id again: {ProbeBench.Say(second)}");
    }
}
