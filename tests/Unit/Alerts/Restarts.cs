using Dutchbook.Alerts;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dutchbook.Unit.Alerts;

/// <summary>A process that dies loses no alert, wherever it dies between raising one and noting its delivery.</summary>
public sealed class Restarts : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dutchbook-restart-").FullName;

    private string Path => System.IO.Path.Combine(folder, "alerts.jsonl");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_was_raised_and_not_tried_is_sent_by_the_next_process()
    {
        using (FileOutbox outbox = Open())
        {
            Assert.True(Desk(outbox, new FakeChannel("a")).Raise(SomeAlert.Of("1")));
        }

        Assert.Equal(["1"], await NextProcess());
    }

    [Fact]
    public async Task What_was_being_sent_when_the_process_died_is_sent_again()
    {
        using (FileOutbox outbox = Open())
        {
            FakeChannel hanging = new("a") { Hold = new TaskCompletionSource().Task };
            AlertDesk desk = Desk(outbox, hanging);
            desk.Raise(SomeAlert.Of("1"));
            using CancellationTokenSource death = new();
            Task sending = desk.DeliverAsync(death.Token);
            Assert.False(sending.IsCompleted);
            await death.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        }

        Assert.Equal(["1"], await NextProcess());
    }

    private FileOutbox Open() => FileOutbox.Open(Path, SomeAlert.At);

    private static AlertDesk Desk(FileOutbox outbox, FakeChannel channel) => new([channel], outbox, new AlertPolicy(), new FakeTimeProvider(SomeAlert.At));

    private async Task<string[]> NextProcess()
    {
        using FileOutbox outbox = Open();
        FakeChannel channel = new("a");
        await Desk(outbox, channel).DeliverAsync(CancellationToken.None);
        Assert.Empty(outbox.Waiting());
        return [.. channel.Got.Select(static alert => alert.Id)];
    }
}
