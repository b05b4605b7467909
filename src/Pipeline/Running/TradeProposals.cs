using Dutchbook.Domain;

namespace Dutchbook.Pipeline;

/// <summary>
/// Puts what may be traded without a person before the desk, and remembers what it answered: a refusal stands for a while, because
/// nothing changes from one look to the next.
/// </summary>
internal sealed class TradeProposals(ITradeDesk desk, TimeProvider time)
{
    private static readonly TimeSpan RefusalStands = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TradeStands = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, (ProposalAnswer Answer, DateTimeOffset Until)> _answers = new(StringComparer.Ordinal);

    /// <summary>The last answer; null where it was not proposed, or long ago.</summary>
    public ProposalAnswer? AnswerOf(string id) => _answers.TryGetValue(id, out (ProposalAnswer Answer, DateTimeOffset Until) known)
        ? known.Answer : null;

    /// <summary>Proposes one; null where it is not time, or its books were not looked at.</summary>
    public async Task<ProposalAnswer?> ProposeAsync(
        Opportunity opportunity, IReadOnlyDictionary<string, OrderBook> books, CancellationToken stop)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (_answers.TryGetValue(opportunity.Id, out (ProposalAnswer Answer, DateTimeOffset Until) known) && now < known.Until)
        {
            return null;
        }

        if (!opportunity.Legs.All(leg => books.ContainsKey(leg.Claim.Market.Ticker)))
        {
            return null;
        }

        ProposalAnswer answer = WhyNot(opportunity) is { } reason
            ? new ProposalAnswer(null, reason)
            : await desk.ProposeAsync(opportunity, books, stop);
        _answers[opportunity.Id] = (answer, now + (answer.TradeId is null ? RefusalStands : TradeStands));
        return answer;
    }

    /// <summary>Forgets those that are gone.</summary>
    public void Keep(IReadOnlySet<string> there)
    {
        DateTimeOffset now = time.GetUtcNow();
        foreach (string gone in _answers.Where(pair => !there.Contains(pair.Key) && pair.Value.Until <= now)
            .Select(static pair => pair.Key).ToArray())
        {
            _answers.Remove(gone);
        }
    }

    /// <summary>What stands against trading it without a person; null for nothing.</summary>
    private static string? WhyNot(Opportunity opportunity) => opportunity switch
    {
        { Status: not OpportunityStatus.Validated } => "its books were not seen together",
        { BelowThreshold: [var first, ..] } => first,
        { Executable: false } => opportunity.Caveats is [var caveat, ..] ? caveat : "it must not be traded as it stands",
        { Grade: not (Grade.A or Grade.B) } => $"grade {opportunity.Grade}: only A and B are traded without a person",
        _ => null,
    };
}
