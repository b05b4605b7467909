using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Kalshi;

namespace Dutchbook.Cli;

/// <summary>Order groups, the cancel of everything, and orders that may only reduce.</summary>
internal static class AccountProbes
{
    private static readonly TimeSpan soon = TimeSpan.FromSeconds(10);

    public static async Task<ConformanceFact> Group(ProbeBench bench)
    {
        WriteOutcome<GroupReceipt> made = await bench.Client.OrderGroups.Create(Quantity.FromContracts(10), bench.Market.Shard, bench.Stop);
        if (made is not WriteOutcome<GroupReceipt>.Accepted { Answer.GroupId: var group })
        {
            return Fact(null, $"no group could be made: {ProbeBench.Say(made)}");
        }

        try
        {
            string id = bench.NextId();
            WriteOutcome<OrderReceipt> first = await bench.Send(bench.Resting(id) with { GroupId = group });
            WriteOutcome<GroupChange> triggered = await bench.Client.OrderGroups.Trigger(group, bench.Stop);
            if (first is not WriteOutcome<OrderReceipt>.Accepted || triggered is not WriteOutcome<GroupChange>.Accepted)
            {
                return Fact(null, $"order {ProbeBench.Say(first)}, trigger {ProbeBench.Say(triggered)}");
            }

            TimeSpan? cancelled = await bench.Until(id, static order => order.Status.Value == OrderStatus.Canceled, soon);
            WriteOutcome<OrderReceipt> second = await bench.Send(bench.Resting(bench.NextId()) with { GroupId = group });
            await bench.Clear(second);
            string rest = cancelled is null ? "its resting order was not cancelled" : "its resting order was cancelled";
            return Fact(
                second switch
                {
                    WriteOutcome<OrderReceipt>.Accepted => false,
                    WriteOutcome<OrderReceipt>.Rejected { Evidence.Kind: RejectionKind.GroupBlocked } => cancelled is not null,
                    _ => null,
                },
                $"triggered, {rest}; another order: {ProbeBench.Say(second)}");
        }
        finally
        {
            await bench.Client.OrderGroups.Delete(group, bench.Stop);
        }

        static ConformanceFact Fact(bool? holds, string evidence) => new(ConformanceResult.GroupFence, holds, evidence);
    }

    /// <param name="bench">The market.</param>
    /// <param name="watch">How long an order that was placed after the cancel is watched.</param>
    public static async Task<ConformanceFact> CancelAll(ProbeBench bench, TimeSpan watch)
    {
        const string Name = "cancel-all-spares-later-orders";
        WriteOutcome<CancelAllReceipt> all = await bench.Client.Orders.CancelAll(bench.Stop);
        string id = bench.NextId();
        WriteOutcome<OrderReceipt> later = await bench.Send(bench.Resting(id));
        if (all is not WriteOutcome<CancelAllReceipt>.Accepted || later is not WriteOutcome<OrderReceipt>.Accepted)
        {
            return new ConformanceFact(Name, null, $"cancel of everything {ProbeBench.Say(all)}, order {ProbeBench.Say(later)}");
        }

        TimeSpan? cancelled = await bench.Until(id, static order => order.Status.Value == OrderStatus.Canceled, watch);
        if (cancelled is null)
        {
            await bench.Clear(later);
        }

        return new ConformanceFact(Name, cancelled is null, cancelled is { } after
            ? string.Create(CultureInfo.InvariantCulture, $"an order placed right after it was cancelled {after.TotalSeconds:0.0} s later")
            : string.Create(CultureInfo.InvariantCulture, $"an order placed right after it rested for {watch.TotalSeconds:0} s"));
    }

    /// <summary>Also sells what the other probes bought.</summary>
    public static async Task<ConformanceFact> ReduceOnly(ProbeBench bench)
    {
        const string Name = "reduce-only-stops-at-zero";
        if (!bench.Held.IsPositive)
        {
            await bench.Send(bench.Taking(bench.NextId()));
        }

        Quantity held = bench.Held;
        if (!held.IsPositive)
        {
            return new ConformanceFact(Name, null, "nothing could be bought to sell");
        }

        WriteOutcome<OrderReceipt> more = await bench.Send(bench.Selling(bench.NextId(), held + Quantity.FromContracts(1)));
        ConformanceFact fact = more switch
        {
            WriteOutcome<OrderReceipt>.Accepted { Answer.Filled: var sold } when sold > held =>
                new ConformanceFact(Name, false, $"{sold} were sold of {held} held"),
            WriteOutcome<OrderReceipt>.Accepted { Answer.Filled: var sold } =>
                new ConformanceFact(Name, sold.IsPositive ? true : null, $"{sold} were sold of {held} held, one more was asked for"),
            _ => new ConformanceFact(Name, more is WriteOutcome<OrderReceipt>.Rejected ? true : null,
                $"one more than is held: {ProbeBench.Say(more)}"),
        };
        if (bench.Held.IsPositive)
        {
            await bench.Send(bench.Selling(bench.NextId(), bench.Held));
        }
        else if (bench.Held < Quantity.Zero)
        {
            await bench.Send(bench.Taking(bench.NextId()) with { Count = -bench.Held });
        }

        return fact;
    }
}
