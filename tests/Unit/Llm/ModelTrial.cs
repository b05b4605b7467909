using Dutchbook.Domain;
using Dutchbook.Llm;
using Dutchbook.Sandbox;
using Dutchbook.Storage;
using Dutchbook.Unit.Storage;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace Dutchbook.Unit.Llm;

/// <summary>A scripted model behind real HTTP, the official client in front of it, and a ledger in a file.</summary>
internal sealed class ModelTrial : IAsyncDisposable
{
    public const string Scan = "claude-sonnet-5-5";
    public const string Schema =
        """{"type":"object","additionalProperties":false,"properties":{"answer":{"type":"string"}},"required":["answer"]}""";

    private readonly ScratchFolder _folder = new();
    private readonly AnthropicConnection _connection;

    private ModelTrial(ModelServer server)
    {
        Server = server;
        Clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
        Database = SqliteDatabase.OpenWriter(_folder.File("dutchbook.db"));
        _connection = new AnthropicConnection("key", server.Address, new RetryOptions(), Clock);
    }

    public ModelServer Server { get; }

    public FakeTimeProvider Clock { get; }

    public SqliteDatabase Database { get; private set; }

    public AnthropicConnection Connection => _connection;

    public ModelPrice Price { get; } = PriceList.Find(Scan)!;

    public static async Task<ModelTrial> Start(Func<ModelCall, ModelReply> script) =>
        new(await ModelServer.Start("key", [Scan], script, CancellationToken.None));

    public IModel Model(BudgetLimits? limits = null, string pass = "pass-1", string name = Scan) => new ChatModel(
        new BudgetedChatClient(_connection.Chat(name), Price, Database.Calls, limits ?? new BudgetLimits(null, null, null), Clock),
        name, pass, Database.Verdicts, Clock, AnthropicConnection.CachedPrefix);

    public BatchDesk Desk(BatchOptions? options = null) => new(
        new AnthropicBatches(_connection), Price, Database.Calls, Database.Batches, Database.Verdicts, options ?? new BatchOptions(), Clock);

    /// <summary>The process ends and another one opens the same file.</summary>
    public void Restart()
    {
        Database.Dispose();
        Database = SqliteDatabase.OpenWriter(_folder.File("dutchbook.db"));
    }

    /// <summary>Waits for work that waits for the clock, by moving the clock.</summary>
    public async Task<T> Pump<T>(Task<T> work)
    {
        for (int step = 0; step < 10_000 && !work.IsCompleted; step++)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        return await work;
    }

    public static ModelRequest Ask(string subject, string text = "question") => new()
    {
        Purpose = "test",
        PromptVersion = "1",
        Subject = subject,
        System = "system " + new string('x', 8_000),
        User = text,
        Schema = Schema,
        MaxOutputTokens = 500,
    };

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        Database.Dispose();
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}
