using CsCheck;
using Dutchbook.Tapes;
using Xunit;

namespace Dutchbook.Unit.Tapes;

/// <summary>Torn, damaged, doubled, missing, without room: what was good is used, the rest is named.</summary>
public sealed class BadTapes
{
    [Fact]
    public void Wherever_a_tape_is_torn_it_is_read_to_its_last_whole_line()
    {
        using TapeFolder folder = new();
        using (TapeRecorder tape = folder.Record())
        {
            folder.Hear(tape, 0, 100);
        }

        string file = Assert.Single(folder.Files);
        byte[] whole = File.ReadAllBytes(file);
        List<int> sizes = MemberEnds(whole);
        Gen.Int[sizes[0], whole.Length - 1].Sample(length =>
        {
            File.WriteAllBytes(file, whole[..length]);
            TapeSet tapes = folder.Open();
            List<int> numbers = TapeFolder.Numbers(tapes);
            Assert.Equal(Enumerable.Range(0, numbers.Count), numbers);

            // A member holds ten messages; the first holds the line that says what the tape is.
            int members = sizes.Count(end => end <= length) - 1;
            Assert.InRange(numbers.Count, 10 * members, (10 * members) + 10);
            Assert.Equal(sizes.Contains(length) ? 0 : 1, tapes.Troubles.Count);
        }, iter: 60, threads: 1);
    }

    [Fact]
    public void A_damaged_stretch_takes_nothing_else_with_it()
    {
        using TapeFolder folder = new();
        using (TapeRecorder tape = folder.Record())
        {
            folder.Hear(tape, 0, 100);
        }

        string file = Assert.Single(folder.Files);
        byte[] bytes = File.ReadAllBytes(file);
        List<int> ends = MemberEnds(bytes);

        // The header of the fourth member with messages, and the middle of the seventh.
        bytes.AsSpan(ends[3], 20).Clear();
        bytes.AsSpan(ends[6] + 40, 20).Clear();
        File.WriteAllBytes(file, bytes);
        TapeSet tapes = folder.Open();
        List<int> numbers = TapeFolder.Numbers(tapes);
        Assert.Equal(Enumerable.Range(0, 30), numbers.Where(static number => number < 40));
        Assert.Equal(Enumerable.Range(40, 20), numbers.Where(static number => number is >= 40 and < 60));
        Assert.Equal(Enumerable.Range(70, 30), numbers.Where(static number => number >= 70));
        Assert.Equal(2, tapes.Troubles.Count);
        Assert.All(tapes.Troubles, trouble => Assert.Equal(Path.GetFileName(file), trouble.File));
    }

    [Fact]
    public void A_recording_in_many_files_is_one()
    {
        using TapeFolder folder = new();
        using (TapeRecorder tape = folder.Record(new TapeOptions { FileBytes = 300 }))
        {
            folder.Hear(tape, 0, 60);
        }

        Assert.True(folder.Files.Length > 2);
        TapeSet tapes = folder.Open([.. folder.Files.Reverse(), folder.Files[0]]);
        Assert.Equal(Enumerable.Range(0, 60), TapeFolder.Numbers(tapes));
        Assert.Empty(tapes.Troubles);
        Assert.Equal("venue", tapes.Origin!.Venue);
    }

    [Fact]
    public void Where_a_part_is_missing_its_connections_count_as_lost()
    {
        using TapeFolder folder = new();
        using (TapeRecorder tape = folder.Record(new TapeOptions { FileBytes = 1 }))
        {
            folder.Hear(tape, 0, 30);
        }

        File.Delete(folder.Files[1]);
        TapeSet tapes = folder.Open();
        List<string> lines = TapeFolder.Lines(tapes);
        Assert.Equal(["Close market ", "Close books "], lines.Where(static line => line.StartsWith("Close", StringComparison.Ordinal)));
        Assert.Contains("the part before it is missing", Assert.Single(tapes.Troubles).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_part_under_another_name_and_a_tape_over_the_same_time_are_left_out()
    {
        using TapeFolder folder = new();
        using (TapeRecorder first = folder.Record())
        using (TapeRecorder second = folder.Record())
        {
            folder.Hear(first, 0, 20);
            folder.Hear(second, 100, 20);
            folder.Hear(first, 20, 20);
        }

        File.Copy(folder.Files[0], Path.Combine(folder.Path, "copy.jsonl.gz"));
        TapeSet tapes = folder.Open();
        Assert.Equal(Enumerable.Range(0, 40), TapeFolder.Numbers(tapes));
        Assert.Equal(2, tapes.Troubles.Count);
        Assert.Contains(tapes.Troubles, static trouble => trouble.Problem.Contains("the same part", StringComparison.Ordinal));
        Assert.Contains(tapes.Troubles, static trouble => trouble.Problem.StartsWith("it begins 00:00:00.03", StringComparison.Ordinal));
    }

    [Fact]
    public void While_there_is_no_room_lines_are_counted_and_named_when_there_is()
    {
        using TapeFolder folder = new();
        string taken = Path.Combine(folder.Path, "tapes");
        File.WriteAllText(taken, "no folder can be here");
        using (TapeRecorder tape = folder.Record(folder: taken))
        {
            folder.Hear(tape, 0, 20);
            Assert.NotNull(tape.Problem);
            Assert.Equal(20, tape.Lost);
            File.Delete(taken);
            folder.Hear(tape, 20, 20);
            Assert.Null(tape.Problem);
            Assert.Equal((20, 40), (tape.Lost, tape.Lines));
        }

        TapeSet tapes = folder.Open(taken);
        List<string> lines = TapeFolder.Lines(tapes);
        Assert.Equal("Lost  20", lines[1]);
        Assert.Equal(22, lines.Count);
        Assert.Contains("20 lines before line 2 could not be written", Assert.Single(tapes.Troubles).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void What_comes_faster_than_it_can_be_kept_is_lost_by_count()
    {
        using TapeFolder folder = new();
        using (TapeRecorder tape = folder.Record(new TapeOptions { MostWaiting = 1_000 }))
        {
            folder.Hear(tape, 0, 50, flushEvery: 1_000);
            Assert.InRange(tape.Lost, 1, 49);
            tape.Flush();
            folder.Hear(tape, 50, 1);
            Assert.Contains($"Lost  {tape.Lost}", TapeFolder.Lines(After(tape, folder)));
        }
    }

    [Fact]
    public void What_is_flushed_by_the_clock_can_be_read_while_recording_goes_on()
    {
        using TapeFolder folder = new();
        using TapeRecorder tape = folder.Record();
        folder.Hear(tape, 0, 5);
        folder.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Enumerable.Range(0, 5), TapeFolder.Numbers(folder.Open()));
    }

    [Fact]
    public async Task What_is_heard_while_another_thread_flushes_is_kept_in_order()
    {
        const int count = 50_000;
        using TapeFolder folder = new();
        using (TapeRecorder tape = folder.Record())
        {
            tape.Flush();
            Task hearing = Task.Run(() =>
            {
                for (int i = 0; i < count; i++)
                {
                    tape.Heard("books", TapeFolder.At, System.Text.Encoding.UTF8.GetBytes($$"""{"seq":{{i}}}"""));
                }
            }, TestContext.Current.CancellationToken);
            while (!hearing.IsCompleted)
            {
                tape.Flush();
            }

            await hearing;
            Assert.Equal(0, tape.Lost);
        }

        TapeSet tapes = folder.Open();
        Assert.Equal(Enumerable.Range(0, count), TapeFolder.Numbers(tapes));
        Assert.Empty(tapes.Troubles);
    }

    [Fact]
    public void A_clock_that_goes_back_and_a_long_silence_are_named()
    {
        using TapeFolder folder = new();
        using (TapeRecorder tape = folder.Record())
        {
            tape.Looked(TapeFolder.At.AddMinutes(20));
            tape.Looked(TapeFolder.At.AddMinutes(15));
            tape.Looked(TapeFolder.At.AddMinutes(40));
        }

        TapeSet tapes = folder.Open();
        Assert.Equal(4, TapeFolder.Lines(tapes).Count);
        Assert.Equal(
            ["nothing was recorded for 00:20:00 before line 2", "the clock went back by 00:05:00 at line 3", "nothing was recorded for 00:25:00 before line 4"],
            tapes.Troubles.Select(static trouble => trouble.Problem));
    }

    [Fact]
    public void What_is_no_tape_and_what_is_of_another_release_is_named_and_left_out()
    {
        using TapeFolder folder = new();
        File.WriteAllText(Path.Combine(folder.Path, "a.jsonl"), "hello\n");
        File.WriteAllText(Path.Combine(folder.Path, "b.jsonl"), "");
        File.WriteAllText(Path.Combine(folder.Path, "c.jsonl"), """{"at":"2026-03-01T12:00:00Z","kind":"tape","body":{"schema":9}}""" + "\n");
        File.WriteAllBytes(Path.Combine(folder.Path, "d.jsonl.gz"), [0x1F, 0x8B, 8, 0, 1, 2, 3]);
        TapeSet tapes = folder.Open();
        Assert.Empty(tapes.Names);
        Assert.Equal(["a.jsonl", "b.jsonl", "c.jsonl", "d.jsonl.gz"], tapes.Troubles.Select(static trouble => trouble.File).Order(StringComparer.Ordinal));
        Assert.Empty(tapes.Read(CancellationToken.None));
    }

    private static TapeSet After(TapeRecorder tape, TapeFolder folder)
    {
        tape.Flush();
        return folder.Open();
    }

    /// <summary>Where the members of a tape end.</summary>
    private static List<int> MemberEnds(byte[] tape)
    {
        List<int> ends = [];
        for (int at = 0; at < tape.Length; at = ends[^1])
        {
            ends.Add(at + GzipMember.LengthOf(tape.AsSpan(at))!.Value);
        }

        return ends;
    }
}
