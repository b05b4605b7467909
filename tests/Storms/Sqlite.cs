using Dutchbook.Simulation;
using Dutchbook.Storage;
using Xunit;

namespace Dutchbook.Storms;

public sealed class Sqlite
{
    [Fact]
    public void The_same_storms_over_sqlite_break_nothing_and_run_as_they_do_in_memory()
    {
        int count = Scale.Of(usual: 12, perUnit: 200);
        for (int i = 0; i < count; i++)
        {
            ulong seed = (ulong)(900_000 + i);
            SqliteJournal? journal = null;
            StormReport stored = Storm.Run(new StormOptions { Seed = seed, Journal = () => journal = SqliteJournal.InMemory() });
            journal!.Dispose();
            StormReport remembered = Storm.Run(new StormOptions { Seed = seed });

            Assert.True(stored.Violations.Count == 0, Blow.Describe(stored));
            Assert.Equal(remembered.TraceHash, stored.TraceHash);
        }
    }
}
