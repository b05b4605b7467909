using CsCheck;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Unit.Storage;
using Xunit;

namespace Dutchbook.Unit.Detection;

/// <summary>The book after any looks and trades, against the whole history read from the start.</summary>
public sealed class OpportunityBookProperties
{
    private const int Ids = 6;

    [Fact]
    public void The_book_says_what_the_whole_history_says() => Gen.Int.Sample(
        seed =>
        {
            Random random = new(seed);
            OpportunityBook book = new(100);
            List<(DateTimeOffset At, Dictionary<int, long> Seen)> looks = [];
            for (int minute = 0; minute < 20; minute++)
            {
                DateTimeOffset at = Stored.Noon.AddMinutes(minute);
                Dictionary<int, long> seen = Enumerable.Range(0, Ids)
                    .Where(_ => random.Next(3) > 0)
                    .ToDictionary(static id => id, _ => (long)random.Next(1, 100));
                looks.Add((at, seen));
                book.Observe([.. seen.Select(static pair => Of(pair.Key, pair.Value))], static _ => true, at);
            }

            for (int id = 0; id < Ids; id++)
            {
                Confirm(id, looks, book.Find($"o{id}"));
            }
        },
        iter: 300);

    /// <summary>Cutting the history anywhere and going on from what the change lists say makes no difference.</summary>
    [Fact]
    public void Going_on_from_what_was_stored_is_the_same_as_never_stopping() => Gen.Int.Sample(
        seed =>
        {
            Random random = new(seed);
            OpportunityBook whole = new(3);
            Dictionary<string, Episode> stored = new(StringComparer.Ordinal);
            for (int minute = 0; minute < 15; minute++)
            {
                DateTimeOffset at = Stored.Noon.AddMinutes(minute);
                Opportunity[] found = [.. Enumerable.Range(0, Ids)
                    .Where(_ => random.Next(3) > 0)
                    .Select(id => Of(id, random.Next(1, 100)))];
                bool Judges(Episode episode) => episode.OpportunityId.Length + minute % 4 > 0;

                BookChange expected = whole.Observe(found, Judges, at);
                OpportunityBook again = new(3);
                again.Restore(stored.Values);
                BookChange change = again.Observe(found, Judges, at);
                foreach (Episode episode in change.All)
                {
                    stored[episode.OpportunityId] = episode;
                }

                Assert.Equal(Words(expected), Words(change));
                Assert.Equal(expected.TurnedAway, change.TurnedAway);
                Assert.All(Enum.GetValues<Grade>(), grade => Assert.InRange(whole.Queue(grade).Count, 0, 3));
            }
        },
        iter: 200);

    private static void Confirm(int id, List<(DateTimeOffset At, Dictionary<int, long> Seen)> looks, Episode? episode)
    {
        int last = looks.FindLastIndex(look => look.Seen.ContainsKey(id));
        if (last < 0)
        {
            Assert.Null(episode);
            return;
        }

        int first = last;
        while (first > 0 && looks[first - 1].Seen.ContainsKey(id))
        {
            first--;
        }

        long best = looks[first..(last + 1)].Max(look => look.Seen[id]);
        Assert.Equal((looks[first].At, looks[last].At), (episode!.FirstSeen, episode.LastSeen));
        Assert.Equal(last - first + 1, episode.TimesSeen);
        Assert.Equal(best, episode.BestEdge.Micros);
        Assert.Equal(looks[first..(last + 1)].First(look => look.Seen[id] == best).At, episode.BestAt);
        Assert.Equal(last + 1 < looks.Count ? looks[last + 1].At : null, episode.EndedAt);
        Assert.Equal(last + 1 < looks.Count ? OpportunityStatus.Expired : OpportunityStatus.Detected, episode.Status);
    }

    private static string Words(BookChange change) => string.Join('\n', change.All
        .Select(static episode => $"{episode.OpportunityId} {episode.Status} {episode.FirstSeen} {episode.LastSeen} "
            + $"{episode.EndedAt} {episode.TimesSeen} {episode.BestEdge} {episode.BestAt}")
        .Order(StringComparer.Ordinal));

    private static Opportunity Of(int id, long edge) =>
        Stored.Found($"o{id}", (Grade)(id % 2), edge, edgeMicros: edge).Opportunity;
}
