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
            outbox.Postponed("1", "b");
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
                outbox.GaveUp($"{i}", "b", "gone");
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

    private FileOutbox Open() => FileOutbox.Open(Path, SomeAlert.At);
}
