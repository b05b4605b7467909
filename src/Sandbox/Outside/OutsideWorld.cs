using System.Globalization;
using System.Net;
using System.Text.Json;
using Dutchbook.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Dutchbook.Sandbox;

/// <summary>
/// What lies around the exchange, on loopback: another venue with its own prices for the planted questions, in the shapes that
/// the real one speaks, a table of the target range, and a webhook that keeps what it gets.
/// </summary>
public sealed class OutsideWorld : IAsyncDisposable
{
    private const int HalfSpreadTicks = 100;
    private const int MostMessage = 64 * 1024;

    private readonly WebApplication _application;
    private readonly List<(string Question, Price Fair, DateTimeOffset Ends)> _questions;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly List<string> _received = [];

    private OutsideWorld(WebApplication application, List<(string, Price, DateTimeOffset)> questions, TimeProvider time) =>
        (_application, _questions, _time) = (application, questions, time);

    public Uri Gamma => new(Root, "gamma/");

    public Uri Clob => new(Root, "clob/");

    public Uri FredCharts => new(Root, "fred/graph");

    public Uri Webhook => new(Root, "hooks/demo");

    /// <summary>The messages the webhook got, in order.</summary>
    public IReadOnlyList<string> Received
    {
        get
        {
            lock (_gate)
            {
                return [.. _received];
            }
        }
    }

    private Uri Root { get; set; } = new("http://127.0.0.1/");

    public static async Task<OutsideWorld> StartAsync(Universe universe, TimeProvider time, CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        OutsideWorld world = new(builder.Build(), Questions(universe), time);
        world._application.Run(world.Answer);
        try
        {
            await world._application.StartAsync(cancellation);
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }

        world.Root = new Uri(world._application.Urls.Single() + "/");
        return world;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    /// <summary>
    /// The other venue has the question that a plant leaves alone at the exchange's price, and the one that was moved a little
    /// below it, as the relation between them demands.
    /// </summary>
    private static List<(string, Price, DateTimeOffset)> Questions(Universe universe)
    {
        List<(string, Price, DateTimeOffset)> questions = [];
        foreach (Plant plant in universe.Plants.Where(static plant => plant.Kind == PlantKind.Threshold && plant.Claims.Count == 2))
        {
            if (universe.FindMarket(plant.Claims[0].Ticker) is not { } sound || universe.FindMarket(plant.Claims[1].Ticker) is not { } moved
                || !universe.Top(sound).HasYesAsk)
            {
                continue;
            }

            int fair = Math.Clamp(universe.Top(sound).YesAsk.Ticks - 50, 600, 9_800) / HalfSpreadTicks * HalfSpreadTicks;
            questions.Add((Question(sound), Price.FromTicks(fair), sound.ExpectedExpirationTime));
            questions.Add((Question(moved), Price.FromTicks(fair - 400), moved.ExpectedExpirationTime));
        }

        return questions;
    }

    private static string Question(ListedMarket market) =>
        market.Title.Contains(market.YesSubTitle, StringComparison.OrdinalIgnoreCase) ? market.Title : $"{market.Title} {market.YesSubTitle}";

    private async Task Answer(HttpContext context)
    {
        string path = context.Request.Path;
        switch (path)
        {
            case "/gamma/markets/keyset":
                await context.Response.WriteAsJsonAsync(new { markets = _questions.Select(Listed) }, context.RequestAborted);
                break;
            case "/clob/books":
                await WriteBooks(context);
                break;
            case "/fred/graph":
                await WriteTable(context);
                break;
            case "/hooks/demo":
                await Receive(context);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private object Listed((string Question, Price Fair, DateTimeOffset Ends) item, int index) => new
    {
        id = (500_000 + index).ToString(CultureInfo.InvariantCulture),
        question = item.Question,
        description = "Resolves by the official publication.",
        endDate = item.Ends.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        outcomes = "[\"Yes\", \"No\"]",
        clobTokenIds = $"[\"{Token(index)}\", \"{Token(index)}9\"]",
        active = true,
        closed = false,
        acceptingOrders = true,
        feesEnabled = true,
        feeSchedule = new { rate = "0.05", exponent = 1, takerOnly = true, rebateRate = "0.25" },
    };

    private async Task WriteBooks(HttpContext context)
    {
        using JsonDocument asked = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        HashSet<string> tokens = [.. asked.RootElement.EnumerateArray().Select(static item => item.GetProperty("token_id").GetString() ?? "")];
        string at = _time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        await context.Response.WriteAsJsonAsync(
            _questions.Select((item, index) => (item, index)).Where(pair => tokens.Contains(Token(pair.index))).Select(pair => new
            {
                market = "0x0",
                asset_id = Token(pair.index),
                timestamp = at,
                bids = new[] { new { price = Price.FromTicks(pair.item.Fair.Ticks - HalfSpreadTicks).ToString(), size = "400" } },
                asks = new[] { new { price = Price.FromTicks(pair.item.Fair.Ticks + HalfSpreadTicks).ToString(), size = "400" } },
                tick_size = "0.01",
                neg_risk = false,
            }),
            context.RequestAborted);
    }

    private async Task WriteTable(HttpContext context)
    {
        string series = context.Request.Query["id"].ToString();
        if (series != "DFEDTARU")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        DateOnly today = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);
        await context.Response.WriteAsync(
            string.Create(CultureInfo.InvariantCulture, $"observation_date,DFEDTARU\n{today.AddDays(-1):yyyy-MM-dd},4.00\n"),
            context.RequestAborted);
    }

    private async Task Receive(HttpContext context)
    {
        using StreamReader reader = new(context.Request.Body);
        char[] text = new char[MostMessage];
        int length = await reader.ReadBlockAsync(text, context.RequestAborted);
        lock (_gate)
        {
            _received.Add(new string(text, 0, length));
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static string Token(int index) => (7_000_000 + index).ToString(CultureInfo.InvariantCulture);
}
