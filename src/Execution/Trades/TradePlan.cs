using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>What a trade means to buy, how, and what it can lose: fixed before its first order.</summary>
public sealed record TradePlan
{
    public required string TradeId { get; init; }

    public required string OpportunityId { get; init; }

    /// <summary>In the order in which they are bought.</summary>
    public required IReadOnlyList<PlanLeg> Legs { get; init; }

    /// <summary>Unit baskets.</summary>
    public required Quantity Units { get; init; }

    public required Payoff Payoff { get; init; }

    public required TradePolicy Policy { get; init; }

    public required TradeLosses Losses { get; init; }

    /// <summary>The least that a unit basket must earn for the first order to go out.</summary>
    public required Money MinEdgePerUnit { get; init; }

    /// <summary>The rules that its relations come from: all relations of one rule share a loss cap.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>The relations that it rests on, by id; empty where a plan of before does not say.</summary>
    public IReadOnlyList<string> RelationIds { get; init; } = [];

    /// <summary>Of what types its relations are, each once.</summary>
    public IReadOnlyList<RelationType> Relations { get; init; } = [];

    public required Tier Tier { get; init; }

    public required MemberKind Member { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int Subaccount { get; init; }

    /// <summary>Everything costs at its limit, with fees at their bound.</summary>
    public required Money MostOutlay { get; init; }

    /// <summary>What a leg of the whole trade costs at most, fees included.</summary>
    public Money LegOutlay(int leg) => LossReckoning.LegOutlay(Legs[leg], LegQuantity(leg, Units), Member);

    /// <summary>Orders that this trade may send at most, each of which may cost one unit of rounding.</summary>
    public int MostOrders() => Legs.Count + Policy.ExtraOrders;

    public Quantity LegQuantity(int leg, Quantity units) => units * Legs[leg].Weight;

    /// <summary>The plan to go on with when a leg gives way to another claim with the same guarantee.</summary>
    /// <param name="leg">The claim that takes its place, with the weight of the one it replaces.</param>
    /// <param name="replaced">The leg that gives way.</param>
    /// <param name="relation">What says that the guarantee is the same.</param>
    /// <param name="outlay">The most that is paid for it.</param>
    public TradePlan Rolled(PlanLeg leg, int replaced, Relation relation, Money outlay) => this with
    {
        Legs = [.. Legs, leg],
        Payoff = Payoff.Rolled(replaced),
        Rules = [.. Rules.Append(relation.Rule).Distinct(StringComparer.Ordinal)],
        RelationIds = [.. RelationIds.Append(relation.Id).Distinct(StringComparer.Ordinal)],
        Relations = [.. Relations.Append(relation.Type).Distinct().Order()],
        Tier = relation.Tier > Tier ? relation.Tier : Tier,
        MostOutlay = MostOutlay + outlay,
    };

    public override string ToString() => $"{TradeId}: {Units} of {string.Join(" + ", Legs)}";
}
