using Dutchbook.Alerts;
using Xunit;

namespace Dutchbook.Unit.Alerts;

public sealed class FileOutboxes : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dutchbook-outbox-").FullName;

    private string Path => System.IO.Path.Combine(folder, "alerts.jsonl");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_was_not_delivered_is_there_after_a_restart()
    {
        using (FileOutbox outbox = Open())
        {
            outbox.Add(SomeAlert.Of("1"), ["a", "b"]);
            outbox.Add(SomeAlert.Of("2"), ["a"]);
            outbox.Delivered("1", "a", SomeAlert.At);
            outbox.Postponed("1", "b", SomeAlert.At, "down");
        }

        using FileOutbox again = Open();
        Assert.Equal([("1", "b", 1), ("2", "a", 0)], again.Waiting().Select(static item => (item.Alert.Id, item.Channel, item.Attempts)));
        Assert.Equivalent(SomeAlert.Of("1"), again.Waiting()[0].Alert);
    }

    [Fact]
    public void What_was_delivered_or_given_up_is_gone_and_the_file_shrinks()
    {
        using (FileOutbox outbox = Open())
        {
            for (int i = 0; i < 50; i++)
            {
                outbox.Add(SomeAlert.Of($"{i}", key: "one"), ["a", "b"]);
                outbox.Delivered($"{i}", "a", SomeAlert.At);
                outbox.GaveUp($"{i}", "b", SomeAlert.At, "gone");
            }

            Assert.Empty(outbox.Waiting());
        }

        long before = new FileInfo(Path).Length;
        using (FileOutbox again = Open())
        {
            Assert.Empty(again.Waiting());
            Assert.Equal(SomeAlert.At, again.LastRaised("one"));
        }

        Assert.True(new FileInfo(Path).Length < before / 20);
    }

    [Fact]
    public void A_line_cut_by_a_crash_costs_only_itself()
    {
        using (FileOutbox outbox = Open())
        {
            outbox.Add(SomeAlert.Of("1"), ["a"]);
            outbox.Add(SomeAlert.Of("2"), ["a"]);
        }

        string text = File.ReadAllText(Path);
        File.WriteAllText(Path, text[..^25]);
        using (FileOutbox cut = Open())
        {
            Assert.Equal(1, cut.Broken);
            Assert.Equal("1", Assert.Single(cut.Waiting()).Alert.Id);
            cut.Add(SomeAlert.Of("3"), ["a"]);
        }

        using FileOutbox again = Open();
        Assert.Equal(["1", "3"], again.Waiting().Select(static item => item.Alert.Id));
    }

    [Fact]
    public void Wherever_a_crash_cuts_the_file_nothing_before_the_cut_is_lost()
    {
        using (FileOutbox outbox = Open())
        {
            outbox.Add(SomeAlert.Of("1"), ["a"]);
            outbox.Add(SomeAlert.Of("2"), ["a"]);
        }

        byte[] whole = File.ReadAllBytes(Path);
        int firstEnd = Array.IndexOf(whole, (byte)'\n') + 1;
        for (int cut = firstEnd; cut <= whole.Length; cut += 7)
        {
            File.WriteAllBytes(Path, whole[..cut]);
            using FileOutbox outbox = Open();
            Assert.Equal("1", outbox.Waiting()[0].Alert.Id);
        }
    }

    [Fact]
    public void A_crash_while_the_file_was_written_anew_leaves_the_copy_to_read()
    {
        using (FileOutbox outbox = Open())
        {
            outbox.Add(SomeAlert.Of("1"), ["a"]);
        }

        File.Copy(Path, Path + ".new");
        File.WriteAllText(Path, "");
        using FileOutbox again = Open();
        Assert.Equal("1", Assert.Single(again.Waiting()).Alert.Id);
        Assert.False(File.Exists(Path + ".new"));
    }

    [Fact]
    public void A_critical_alert_stays_until_it_is_acknowledged()
    {
        using (FileOutbox outbox = Open())
        {
            outbox.Add(SomeAlert.Of("1", AlertSeverity.Critical), ["a"]);
            outbox.Delivered("1", "a", SomeAlert.At);
        }

        using (FileOutbox again = Open())
        {
            Assert.Empty(again.Waiting());
            Assert.Equal("1", Assert.Single(again.Unacknowledged()).Id);
            Assert.True(again.Acknowledge("1", SomeAlert.At));
            Assert.False(again.Acknowledge("1", SomeAlert.At));
            Assert.False(again.Acknowledge("never", SomeAlert.At));
        }

        using FileOutbox last = Open();
        Assert.Empty(last.Unacknowledged());
    }

    [Fact]
    public void Two_processes_cannot_hold_it()
    {
        using FileOutbox outbox = Open();
        Assert.ThrowsAny<IOException>(Open);
    }

    [Fact]
    public void Others_may_read_it_while_it_is_held()
    {
        using FileOutbox outbox = Open();
        outbox.Add(SomeAlert.Of("1", AlertSeverity.Critical), ["a"]);
        outbox.Postponed("1", "a", SomeAlert.At, "status 503");
        OutboxView view = OutboxView.Read(Path);
        Assert.Equal(("1", 1), (Assert.Single(view.Waiting).Alert.Id, view.Waiting[0].Attempts));
        Assert.Equal("1", Assert.Single(view.Unacknowledged).Id);
        Assert.True(view.StateOf("a").IsFailing);
        Assert.Empty(OutboxView.Read(Path + ".nowhere").Waiting);
    }

    [Fact]
    public void How_a_channel_did_is_known_to_the_next_process()
    {
        using (FileOutbox outbox = Open())
        {
            outbox.Add(SomeAlert.Of("1"), ["a", "b"]);
            outbox.Delivered("1", "a", SomeAlert.At);
            outbox.GaveUp("1", "b", SomeAlert.At.AddMinutes(1), "status 404");
        }

        using FileOutbox again = Open();
        Assert.Equal(new ChannelState("a") { LastDelivery = SomeAlert.At }, again.StateOf("a"));
        Assert.Equal(
            "b: nothing delivered yet; FAILING 2026-11-23 20:01:00 UTC: status 404; 1 given up", again.StateOf("b").Words);
        Assert.Equal(new ChannelState("never"), again.StateOf("never"));
    }

    [Fact]
    public void It_is_written_anew_while_it_is_held_when_it_has_grown()
    {
        using FileOutbox outbox = Open();
        outbox.Add(SomeAlert.Of("kept"), ["a"]);
        for (int i = 0; i < 24; i++)
        {
            outbox.Add(SomeAlert.Of($"{i}") with { Text = new string('x', 200_000) }, ["a"]);
            outbox.Delivered($"{i}", "a", SomeAlert.At);
        }

        Assert.True(new FileInfo(Path).Length < 2 << 20);
        Assert.Equal("kept", Assert.Single(outbox.Waiting()).Alert.Id);
        Assert.Equal("kept", Assert.Single(OutboxView.Read(Path).Waiting).Alert.Id);
    }

    private FileOutbox Open() => FileOutbox.Open(Path, SomeAlert.At);
}
