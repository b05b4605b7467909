using Dutchbook.Enrichment;
using Xunit;

namespace Dutchbook.Unit.Enrichment;

public sealed class SourceReaders
{
    [Fact]
    public async Task An_answer_is_used_again_while_it_is_fresh()
    {
        await using Loopback server = await Loopback.StartAsync(static (_, _) => (200, "{}"));
        RunningClock clock = new(Sources.Now);
        SourceReader reader = Sources.Reader(clock: clock);
        await Read(reader, server);
        await Read(reader, server);
        Assert.Single(server.Asked);
        clock.Jump(TimeSpan.FromMinutes(2));
        await Read(reader, server);
        Assert.Equal(2, server.Asked.Count);
    }

    [Fact]
    public async Task Questions_at_one_time_share_one_request()
    {
        await using Loopback server = await Loopback.StartAsync(static (_, _) => (200, "{}"));
        SourceReader reader = Sources.Reader();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Read(reader, server)));
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task A_web_page_where_data_should_be_is_named()
    {
        await using Loopback server = await Loopback.StartAsync(static (_, _) => (200, "\n  <!DOCTYPE html><html>Sign in</html>"));
        SourceFailure failure = await Sources.Failure(() => Read(Sources.Reader(), server));
        Assert.Equal(FailureKind.NotData, failure.Kind);
        Assert.Contains("a web page", failure.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, FailureKind.Refused, 1)]
    [InlineData(403, FailureKind.Refused, 1)]
    [InlineData(404, FailureKind.NotFound, 1)]
    [InlineData(422, FailureKind.Malformed, 1)]
    [InlineData(429, FailureKind.RateLimited, 3)]
    [InlineData(500, FailureKind.ServerFault, 3)]
    [InlineData(503, FailureKind.ServerFault, 3)]
    public async Task Each_refusal_has_its_name_and_only_passing_ones_are_tried_again(int status, FailureKind kind, int requests)
    {
        await using Loopback server = await Loopback.StartAsync((_, _) => (status, "no\tsuch thing"));
        SourceFailure failure = await Sources.Failure(() => Read(Sources.Reader(), server));
        Assert.Equal(kind, failure.Kind);
        Assert.EndsWith($"/data answers {status}: no such thing", failure.Detail, StringComparison.Ordinal);
        Assert.Equal(requests, server.Asked.Count);
    }

    [Fact]
    public async Task A_passing_fault_is_overcome()
    {
        int served = 0;
        await using Loopback server = await Loopback.StartAsync((_, _) => Interlocked.Increment(ref served) < 3 ? (503, "") : (200, "{}"));
        await Read(Sources.Reader(), server);
        Assert.Equal(3, server.Asked.Count);
    }

    [Fact]
    public async Task A_source_that_always_asks_for_patience_is_left_alone()
    {
        await using Loopback server = await Loopback.StartAsync(static (_, _) => (429, "Too Many Requests"));
        RunningClock clock = new(Sources.Now);
        SourceReader reader = Sources.Reader(clock: clock);
        await Sources.Failure(() => Read(reader, server));
        SourceFailure second = await Sources.Failure(() => Read(reader, server, "other"));
        Assert.Equal(FailureKind.RateLimited, second.Kind);
        Assert.Contains("left alone until", second.Detail, StringComparison.Ordinal);
        Assert.Equal(3, server.Asked.Count);
        Assert.NotNull(reader.Health.RestingUntil);
        clock.Jump(TimeSpan.FromMinutes(6));
        Assert.Null(reader.Health.RestingUntil);
        await Sources.Failure(() => Read(reader, server, "other"));
        Assert.Equal(6, server.Asked.Count);
    }

    [Fact]
    public async Task A_wait_longer_than_our_patience_is_not_waited_for_but_kept_to()
    {
        await using Loopback server = await Loopback.StartAsync(static async (context, _, _) =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "3600";
            await context.Response.CompleteAsync();
        });
        SourceReader reader = Sources.Reader();
        await Sources.Failure(() => Read(reader, server));
        Assert.Single(server.Asked);
        Assert.True(reader.Health.RestingUntil > Sources.Now.AddMinutes(59));
    }

    [Fact]
    public async Task Silence_ends_with_the_time_out_and_the_next_question_does_not_wait()
    {
        await using Loopback server = await Loopback.StartSilentAsync();
        SourceReader reader = Sources.Reader(Sources.Hasty with { TimeOut = TimeSpan.FromMilliseconds(100) });
        Assert.Equal(FailureKind.TimedOut, (await Sources.Failure(() => Read(reader, server))).Kind);
        Assert.Equal(FailureKind.TimedOut, (await Sources.Failure(() => Read(reader, server, "other"))).Kind);
        Assert.Single(server.Asked);
        Assert.True(reader.Health.IsFailing);
    }

    [Fact]
    public async Task A_host_that_is_not_there_is_named_without_the_query()
    {
        SourceReader reader = Sources.Reader();
        Uri nowhere = new("http://127.0.0.1:1/data?api_key=secret");
        SourceFailure failure = await Sources.Failure(() => reader.ReadAsync(new SourceRequest(nowhere), CancellationToken.None));
        Assert.Equal(FailureKind.Unreachable, failure.Kind);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_bytes_than_allowed_are_not_read()
    {
        await using Loopback server = await Loopback.StartAsync(static (_, _) => (200, new string('1', 5_000)));
        SourceReader reader = Sources.Reader(Sources.Hasty with { MostBytes = 4_000 });
        Assert.Equal(FailureKind.TooLarge, (await Sources.Failure(() => Read(reader, server))).Kind);
    }

    private static Task<SourceAnswer> Read(SourceReader reader, Loopback server, string path = "data") =>
        reader.ReadAsync(new SourceRequest(new Uri(server.Address, path)), CancellationToken.None);
}
