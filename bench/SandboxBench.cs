using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Dutchbook.Domain;
using Dutchbook.Sandbox;
using Dutchbook.Simulation;

namespace Dutchbook.Bench;

/// <summary>
/// Orders a second of the sandbox exchange: in the engine alone, through its order desk, and over loopback with the client beside it
/// on the same cores. Signatures are made beforehand, because they cost the client more than the exchange.
/// </summary>
internal static class SandboxBench
{
    private const int Markets = 500;
    private const int Connections = 16;
    private const string Path = "/trade-api/v2/portfolio/events/orders";

    public static async Task<int> RunAsync(string[] options)
    {
        int orders = options is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 20_000;
        Console.WriteLine("| what | orders | seconds | orders a second | orders a processor second |");
        Console.WriteLine("|---|---|---|---|---|");
        Report("the engine alone, in process", orders * 5, InEngine(orders * 5));
        Report("with statements and views, in process", orders * 5, AtDesk(orders * 5));
        Report("over loopback, each order signed by itself", orders, await OverLoopback(orders, signatures: orders));
        Report("over loopback, one signature for all", orders, await OverLoopback(orders, signatures: 1));
        return 0;
    }

    private static void Report(string what, int orders, Timing time) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {what} | {orders:N0} | {time.Wall.TotalSeconds:N2} | {orders / time.Wall.TotalSeconds:N0} | {orders / time.Processor.TotalSeconds:N0} |"));

    private static Timing InEngine(int orders)
    {
        Exchange exchange = new();
        DateTimeOffset at = DateTimeOffset.UnixEpoch;
        Account[] traders = [exchange.OpenAccount("one"), exchange.OpenAccount("two")];
        foreach (Account trader in traders)
        {
            Exchange.Deposit(trader, 0, Money.FromDollars(1_000_000));
        }

        for (int market = 0; market < Markets; market++)
        {
            exchange.List(
                new MarketListing
                {
                    Ticker = $"M-{market}",
                    EventTicker = "M",
                    Fees = new FeeTerms(FeeType.Quadratic, Ratio.One, "bench"),
                    OpenTime = at,
                    CloseTime = at.AddDays(1),
                },
                at);
        }

        // One bids, the other sells to it, so that every second order trades.
        Timing.Start start = Timing.Begin();
        for (int i = 0; i < orders; i++)
        {
            exchange.Place(traders[i % 2], Request(i, i % 2 == 0 ? Side.Yes : Side.No, 5_000), at);
            exchange.Drain();
        }

        return start.End();
    }

    private static Timing AtDesk(int orders)
    {
        Universe universe = Universe.Generated(TimeProvider.System.GetUtcNow(), Markets, seed: 1);
        TradingFloor floor = new(universe, new SandboxOptions());
        Customer customer = new("bench", new RateGate(UsageTier.Unlimited, TimeProvider.System.GetUtcNow()));
        SortedDictionary<int, Money> funds = new() { [0] = Money.FromDollars(10_000_000), [2] = Money.FromDollars(10_000_000) };
        Account account = floor.OpenAccount("bench", 0, returnsCollateral: false, funds);
        customer.Add(0, account);
        OrderDesk desk = new(floor);
        string[] tickers = [.. universe.Markets.Select(static market => market.Ticker)];
        Timing.Start start = Timing.Begin();
        for (int i = 0; i < orders; i++)
        {
            bool takes = i % 2 == 0;
            OrderRequest request = Request(0, Side.Yes, takes ? 9_900 : 100) with
            {
                Ticker = tickers[i / 2 % tickers.Length],
                TimeInForce = takes ? TimeInForce.ImmediateOrCancel : TimeInForce.GoodTillCanceled,
            };
            Placement placed = desk.Place(customer, account, new OrderDraft(request, 0, null));
            if (placed.Refusal is { } refusal)
            {
                throw new InvalidOperationException(refusal.Failure.Code);
            }
        }

        return start.End();
    }

    private static async Task<Timing> OverLoopback(int orders, int signatures)
    {
        Universe universe = Universe.Generated(TimeProvider.System.GetUtcNow(), Markets, seed: 1);
        SandboxOptions options = new()
        {
            Tier = UsageTier.Unlimited,
            FundingPerShard = 10_000_000,
            SignatureWindow = TimeSpan.FromMinutes(10),
        };
        await using SandboxServer server = await SandboxServer.StartAsync(universe, options, CancellationToken.None);
        byte[][] requests = Requests(server, universe, orders, signatures);
        Timing.Start start = Timing.Begin();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(connection => Task.Run(() => Send(server.RestBase, requests, connection))));
        return start.End();
    }

    private static OrderRequest Request(int i, Side side, int ticks) => new()
    {
        Ticker = $"M-{i / 2 % Markets}",
        Side = side,
        Price = Price.FromTicks(ticks),
        Quantity = Quantity.FromHundredths(1),
        TimeInForce = TimeInForce.GoodTillCanceled,
    };

    /// <summary>Every second order takes a hundredth of a contract, the others wait at a cent.</summary>
    private static byte[][] Requests(SandboxServer server, Universe universe, int orders, int signatures)
    {
        using RSA key = RSA.Create();
        key.ImportFromPem(server.PrivateKeyPem);
        long first = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        string[] heads = new string[signatures];
        for (int i = 0; i < signatures; i++)
        {
            string timestamp = (first + (i % 300_000)).ToString(CultureInfo.InvariantCulture);
            byte[] signature = key.SignData(
                Encoding.UTF8.GetBytes($"{timestamp}POST{Path}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
            heads[i] = $"POST {Path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nKALSHI-ACCESS-KEY: {server.KeyId}\r\n"
                + $"KALSHI-ACCESS-TIMESTAMP: {timestamp}\r\nKALSHI-ACCESS-SIGNATURE: {Convert.ToBase64String(signature)}\r\n";
        }

        string[] tickers = [.. universe.Markets.Select(static market => market.Ticker)];
        byte[][] requests = new byte[orders][];
        for (int i = 0; i < orders; i++)
        {
            (string price, string time) = i % 2 == 0 ? ("0.9900", "immediate_or_cancel") : ("0.0100", "good_till_canceled");
            string body = $$"""{"ticker":"{{tickers[i / 2 % tickers.Length]}}","side":"bid","count":"0.01","price":"{{price}}","""
                + $$"""
                "time_in_force":"{{time}}","self_trade_prevention_type":"taker_at_cross","client_order_id":"b-{{i}}"}
                """;
            requests[i] = Encoding.UTF8.GetBytes($"{heads[i % signatures]}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
        }

        return requests;
    }

    /// <summary>One connection: a request, its answer, the next request.</summary>
    private static async Task Send(Uri rest, byte[][] requests, int connection)
    {
        using TcpClient client = new() { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, rest.Port);
        NetworkStream stream = client.GetStream();
        byte[] buffer = new byte[16_384];
        for (int i = connection; i < requests.Length; i += Connections)
        {
            await stream.WriteAsync(requests[i]);
            int length = 0;
            do
            {
                int read = await stream.ReadAsync(buffer.AsMemory(length));
                length += read > 0 ? read : throw new IOException("the exchange hung up");
            }
            while (!IsWhole(buffer.AsSpan(0, length)));
            if (!buffer.AsSpan(0, length).StartsWith("HTTP/1.1 201"u8))
            {
                throw new InvalidOperationException(Encoding.UTF8.GetString(buffer, 0, length));
            }
        }
    }

    /// <summary>Time on the clock, and on the processors for all threads: the second is little disturbed by other work.</summary>
    private readonly record struct Timing(TimeSpan Wall, TimeSpan Processor)
    {
        public static Start Begin() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);

        public readonly record struct Start(long At, TimeSpan Processor)
        {
            public Timing End() => new(Stopwatch.GetElapsedTime(At), Environment.CpuUsage.TotalTime - Processor);
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        int end = answer.IndexOf("\r\n\r\n"u8);
        int at = answer.IndexOf("Content-Length: "u8);
        if (end < 0 || at < 0)
        {
            return false;
        }

        int length = 0;
        for (int i = at + "Content-Length: "u8.Length; answer[i] is >= (byte)'0' and <= (byte)'9'; i++)
        {
            length = (length * 10) + answer[i] - '0';
        }

        return answer.Length >= end + 4 + length;
    }
}
