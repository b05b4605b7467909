using System.Text.Json.Serialization.Metadata;

namespace Dutchbook.Kalshi;

/// <summary>What the answer to a batch proves of each of its items.</summary>
internal static class BatchJudging
{
    /// <param name="ids">What the venue knows the items by, in the order they were sent.</param>
    public static IReadOnlyList<WriteOutcome<T>> Judge<TWire, TPart, T>(
        WriteSender sender,
        WriteReply reply,
        IReadOnlyList<string> ids,
        JsonTypeInfo<TWire> type,
        Func<TWire, Items<TPart>?> list,
        Func<TPart, string?> idOf,
        Func<WriteReply.Answered, TPart, int, WriteOutcome<T>> read)
        where TWire : class
        where TPart : class
    {
        TPart?[]? parts = null;
        WriteOutcome<T> whole = WriteJudge.Judge(reply, answer => WriteJudge.Read<TWire, T>(answer, type, wire =>
        {
            parts = list(wire) is { } items ? BatchMatching.Match(ids, items, idOf) : new TPart?[ids.Count];
            return WriteJudge.Doubt<T>(DoubtKind.MissingItem, answer, "the answer does not say what became of it");
        }));

        // A refusal of the whole is taken for a refusal of each only where it is about who asked.
        WriteOutcome<T> each = whole is WriteOutcome<T>.Rejected { Evidence: var evidence }
            && evidence.Kind is not (RejectionKind.NotSent or RejectionKind.Unauthorized or RejectionKind.Forbidden)
                ? new WriteOutcome<T>.Unknown(new WriteDoubt(
                    DoubtKind.BatchRefused, evidence.Status, evidence.Code, evidence.Message, evidence.At))
                : whole;
        WriteOutcome<T>[] outcomes = new WriteOutcome<T>[ids.Count];
        for (int i = 0; i < outcomes.Length; i++)
        {
            int place = i;
            outcomes[i] = sender.Note(parts?[i] is { } part && reply is WriteReply.Answered answered
                ? WriteJudge.Guard(answered, () => read(answered, part, place))
                : each);
        }

        return outcomes;
    }
}
