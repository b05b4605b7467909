using Dutchbook.Domain;
using Dutchbook.Llm;
using Dutchbook.Sandbox;
using Dutchbook.Storage;
using Dutchbook.Unit.Storage;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dutchbook.Unit.Llm;

/// <summary>Vectors over real HTTP in the shapes of three providers, with what can go wrong.</summary>
public sealed class EmbeddingTests : IAsyncLifetime
{
    private static readonly BudgetLimits NoLimit = new(null, null, null);

    private readonly ScratchFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private SqliteDatabase _database = null!;
    private ModelServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _database = SqliteDatabase.OpenWriter(_folder.File("dutchbook.db"));
        _server = await ModelServer.Start("key", [], static _ => ModelReply.Json("{}"), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _database.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(EmbeddingDialect.OpenAi, "\"dimensions\":32", "\"encoding_format\":\"float\"")]
    [InlineData(EmbeddingDialect.Voyage, "\"output_dimension\":32", "\"input_type\":\"document\"")]
    [InlineData(EmbeddingDialect.Ollama, "\"dimensions\":32", "\"truncate\":true")]
    public async Task Each_provider_is_asked_in_its_own_words_and_understood(EmbeddingDialect dialect, string size, string purpose)
    {
        EmbeddingReport report = await Ask(dialect, ["the moon", "the moon landing", "a rate cut"]);
        Assert.Equal((3, 0, null), (report.Vectors.Count, report.Missing, report.Problem));
        Assert.Contains(size, _server.Embeddings.LastBody, StringComparison.Ordinal);
        Assert.Contains(purpose, _server.Embeddings.LastBody, StringComparison.Ordinal);
        Assert.All(report.Vectors.Values, static vector =>
        {
            Assert.Equal(32, vector.Length);
            Assert.Equal(1, vector.Sum(static value => value * value), 1e-5);
        });
    }

    [Fact]
    public async Task A_text_is_paid_for_once_even_after_a_restart()
    {
        EmbeddingReport first = await Ask(EmbeddingDialect.OpenAi, ["one", "two"]);
        Money spent = _database.Calls.SpentInPass("p");
        _database.Dispose();
        _database = SqliteDatabase.OpenWriter(_folder.File("dutchbook.db"));
        EmbeddingReport again = await Ask(EmbeddingDialect.OpenAi, ["two", "three"]);
        Assert.Equal(["one", "two", "three"], _server.Embeddings.Texts);
        Assert.Equal(first.Vectors["two"], again.Vectors["two"]);
        Assert.True(spent.IsPositive && _database.Calls.SpentInPass("p") > spent);

        // Of another size it is another vector.
        await Ask(EmbeddingDialect.OpenAi, ["two"], dimensions: 16);
        Assert.Equal(4, _server.Embeddings.Texts.Count);
    }

    [Fact]
    public async Task Nothing_is_asked_that_does_not_fit_into_the_budget_or_that_nobody_allowed()
    {
        // 26 bytes and 10 times 16 for what the server adds, at $1 a million tokens: at most 186 millionths of a dollar.
        string[] texts = [.. Enumerable.Range(0, 10).Select(static i => $"t{i}{(i < 6 ? "x" : "")}")];
        EmbeddingDesk desk = Desk(EmbeddingDialect.OpenAi);
        Assert.Equal(Money.FromMicros(186), desk.AtMost(texts));
        EmbeddingReport report = await desk.GetAsync(texts, "p", new BudgetLimits(Money.FromMicros(185), null, null), default);
        Assert.Equal((0, 10), (report.Vectors.Count, report.Missing));
        Assert.Contains("this pass", report.Problem, StringComparison.Ordinal);
        Assert.Equal(10, (await desk.GetAsync(texts, "p", limits: null, default)).Missing);
        Assert.Equal(0, _server.Embeddings.Asked);
    }

    [Theory]
    [InlineData("""{"data":[{"index":0,"embedding":[1,0]}]}""", "not one vector")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,0]},{"index":0,"embedding":[1,0]}]}""", "a text that was not sent")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,0]},{"index":7,"embedding":[1,0]}]}""", "a text that was not sent")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,0]},{"index":1,"embedding":[1,0,0]}]}""", "not one vector")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,"x"]},{"index":1,"embedding":[1,0]}]}""", "something else than numbers")]
    [InlineData("""{"data":[{"index":0,"embedding":[1e39,1]},{"index":1,"embedding":[1,0]}]}""", "something else than numbers")]
    [InlineData("""{"data":[{"index":0,"embedding":[0,0]},{"index":1,"embedding":[1,0]}]}""", "no direction")]
    [InlineData("""{"data":"none"}""", "no vectors")]
    [InlineData("not json", "")]
    public async Task An_answer_that_is_not_one_vector_for_each_text_is_none_and_may_have_been_billed(string body, string words)
    {
        _server.Embeddings.Faults.Enqueue(new EmbeddingFault(200, body));
        EmbeddingReport report = await Ask(EmbeddingDialect.OpenAi, ["a", "b"], dimensions: 2);
        Assert.Equal((0, 2), (report.Vectors.Count, report.Missing));
        Assert.Contains(words, report.Problem, StringComparison.Ordinal);
        RecordedCall call = Assert.Single(_database.Calls.Calls(10));
        Assert.Equal((CallOutcome.Unknown, null), (call.End.Outcome, call.End.Cost));
    }

    [Fact]
    public async Task Of_portions_one_that_fails_costs_only_itself_and_two_end_it()
    {
        string[] texts = [.. Enumerable.Range(0, 9).Select(static i => $"text {i}")];
        _server.Embeddings.Faults.Enqueue(new EmbeddingFault(200, "{}", Cut: true));
        EmbeddingReport report = await Ask(EmbeddingDialect.OpenAi, texts, perRequest: 3);
        Assert.Equal((6, 3, null), (report.Vectors.Count, report.Missing, report.Problem));
        for (int i = 0; i < 3; i++)
        {
            _server.Embeddings.Faults.Enqueue(new EmbeddingFault(413, """{"error":{"message":"too large","type":"request_too_large"}}"""));
        }

        report = await Ask(EmbeddingDialect.OpenAi, [.. texts.Select(static text => text + "!")], perRequest: 3);
        Assert.Equal((0, 9), (report.Vectors.Count, report.Missing));
        Assert.Contains("TooLarge", report.Problem, StringComparison.Ordinal);
        Assert.Single(_server.Embeddings.Faults);
    }

    [Fact]
    public async Task A_key_that_is_not_taken_and_a_server_that_is_not_there_cost_nothing()
    {
        EmbeddingReport report = await Ask(EmbeddingDialect.Voyage, ["a"], key: "stolen");
        Assert.Contains("Unauthorized", report.Problem, StringComparison.Ordinal);
        await _server.DisposeAsync();
        report = await Ask(EmbeddingDialect.Voyage, ["a"]);
        Assert.Contains("Unreachable", report.Problem, StringComparison.Ordinal);
        Assert.Equal(Money.Zero, _database.Calls.SpentInPass("p"));
    }

    private Task<EmbeddingReport> Ask(
        EmbeddingDialect dialect, string[] texts, int dimensions = 32, int perRequest = 100, string key = "key") =>
        Desk(dialect, dimensions, perRequest, key).GetAsync(texts, "p", NoLimit, TestContext.Current.CancellationToken);

    private EmbeddingDesk Desk(EmbeddingDialect dialect, int dimensions = 32, int perRequest = 100, string key = "key") => new(
        new HttpEmbeddingGenerator(
            dialect, dialect == EmbeddingDialect.Ollama ? _server.Address : new Uri(_server.Address + "v1"), key, "model",
            new SocketsHttpHandler()),
        new EmbeddingSettings
        {
            Dialect = dialect,
            Model = "model",
            Dimensions = dimensions,
            PricePerMillion = Money.FromDollars(1),
            PerRequest = perRequest,
        },
        _database.Embeddings, _database.Calls, _clock);
}
