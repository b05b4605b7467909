using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Simulation;
using Microsoft.AspNetCore.Http;

namespace Dutchbook.Sandbox;

/// <summary>
/// /sandbox: what no real exchange offers. Faults, markets stopped and settled, accounts, and the truth about planted mispricings;
/// for whoever can reach the loopback address, without a signature.
/// </summary>
internal sealed class AdminEndpoints(SandboxServer server)
{
    public const string Root = "/sandbox";

    public static async Task Handle(HttpContext context, Func<Call, Answer> answer)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        Answer given;
        try
        {
            given = answer(new Call(context.Request, body.ToArray(), key: null));
        }
        catch (RefusedException refused)
        {
            given = refused.Answer;
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException)
        {
            given = Answer.BadRequest(problem.Message);
        }

        context.Response.StatusCode = given.Status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(given.ToBytes(cursor: null), context.RequestAborted);
    }

    public IEnumerable<(string Method, string Path, Func<Call, Answer> Answer)> All() =>
    [
        ("GET", "/faults", Faults),
        ("PUT", "/faults", SetFaults),
        ("DELETE", "/faults", ClearFaults),
        ("GET", "/faults/kinds", Kinds),
        ("GET", "/truths", Truths),
        ("POST", "/accounts", OpenAccount),
        ("PUT", "/status", SetStatus),
        ("POST", "/events", List),
        ("POST", "/markets/{ticker}/pause", call => Change(call, server.Control.Pause)),
        ("POST", "/markets/{ticker}/resume", call => Change(call, server.Control.Resume)),
        ("POST", "/markets/{ticker}/close", Close),
        ("POST", "/markets/{ticker}/determine", call => Resolve(call, server.Control.Determine)),
        ("POST", "/markets/{ticker}/dispute", call => Change(call, server.Control.Dispute)),
        ("POST", "/markets/{ticker}/amend", call => Resolve(call, server.Control.AmendResult)),
        ("POST", "/markets/{ticker}/bid", Bid),
    ];

    private Answer Faults(Call call) => Answer.Ok(writer =>
    {
        writer.WriteString("plan", server.Faults.Plan.Text);
        writer.WriteStartArray("log");
        foreach (InjectedFault fault in server.Faults.Log)
        {
            FaultEntry entry = FaultCatalogue.Of(fault.Kind);
            writer.WriteStartObject();
            writer.WriteNumber("number", fault.Number);
            writer.WriteString("at", OrderWriter.Instant(fault.At));
            writer.WriteString("fault", entry.Name);
            writer.WriteString("where", fault.Where);
            if (entry.Unit.Length > 0)
            {
                writer.WriteString("amount", $"{FixedPoint.Format(fault.Amount, 3, 0)} {entry.Unit}");
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private Answer SetFaults(Call call)
    {
        try
        {
            server.Faults.Plan = FaultPlan.Parse(call.Body.Required("plan"));
            return Faults(call);
        }
        catch (FormatException problem)
        {
            return Answer.BadRequest(problem.Message);
        }
    }

    private Answer ClearFaults(Call call)
    {
        server.Faults.Plan = FaultPlan.None;
        return Faults(call);
    }

    private static Answer Kinds(Call call) => Answer.Ok(writer =>
    {
        writer.WriteStartArray("kinds");
        foreach (FaultEntry entry in FaultCatalogue.All)
        {
            writer.WriteStartObject();
            writer.WriteString("name", entry.Name);
            writer.WriteString("on", entry.On.ToString());
            writer.WriteString("unit", entry.Unit);
            writer.WriteString("does", entry.Does);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private Answer Truths(Call call) => Answer.Ok(writer =>
    {
        writer.WriteStartArray("truths");
        foreach (PlantedTruth truth in server.Truths)
        {
            writer.WriteStartObject();
            writer.WriteNumber("number", truth.Number);
            writer.WriteString("at", OrderWriter.Instant(truth.At));
            writer.WriteString("kind", truth.Kind.ToString());
            writer.WriteStartArray("claims");
            foreach (PlantedClaim claim in truth.Claims)
            {
                writer.WriteStartObject();
                writer.WriteString("ticker", claim.Ticker);
                writer.WriteString("side", claim.Side);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteNumber("at_least", truth.AtLeast);
            writer.WriteString("gap_dollars", FixedPoint.Format(truth.GapTicks, 4, 4));
            writer.WriteString("ended_at", truth.EndedAt is { } end ? OrderWriter.Instant(end) : null);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private Answer OpenAccount(Call call)
    {
        string tier = call.Body.Text("tier") ?? UsageTier.Basic.Name;
        SandboxKey key = server.OpenAccount(new AccountTerms
        {
            Tier = UsageTier.All.FirstOrDefault(known => known.Name == tier)
                ?? throw new RefusedException(Answer.BadRequest("unknown tier")),
            FundingPerShard = call.Body.Integer("funding_per_shard") is >= 0 and <= 1_000_000_000 and long dollars ? dollars : 10_000,
            ReturnsCollateral = call.Body.Flag("returns_collateral"),
            Scopes = call.Body.Strings("scopes") ?? KeyScopes.Full,
        });
        return Answer.Created(writer =>
        {
            writer.WriteString("key_id", key.KeyId);
            writer.WriteString("private_key", key.PrivateKeyPem);
            writer.WriteString("user_id", key.UserId);
        });
    }

    /// <summary>One more generated event; a seed says which.</summary>
    private Answer List(Call call)
    {
        string ticker = server.Control.ListGenerated((ulong)Math.Max(0, call.Body.Integer("seed") ?? 1));
        return Answer.Created(writer => writer.WriteString("event_ticker", ticker));
    }

    private Answer SetStatus(Call call)
    {
        server.Control.Status = call.Body.Word("status", "open", "paused", "down") switch
        {
            "open" => FloorStatus.Open,
            "paused" => FloorStatus.Paused,
            _ => FloorStatus.Down,
        };
        return Answer.Empty();
    }

    private static Answer Change(Call call, Action<string> change)
    {
        change(call.Query.PathPart("ticker"));
        return Answer.Empty();
    }

    /// <summary>Now, unless a time is given (close_ts, in seconds).</summary>
    private Answer Close(Call call)
    {
        DateTimeOffset at = call.Body.Integer("close_ts") is >= 0 and <= 253_402_300_799 and long seconds
            ? DateTimeOffset.FromUnixTimeSeconds(seconds) : DateTimeOffset.MinValue;
        server.Control.MoveClose(call.Query.PathPart("ticker"), at);
        return Answer.Empty();
    }

    private static Answer Resolve(Call call, Action<string, Resolution> resolve)
    {
        Resolution resolution = call.Body.Word("result", "yes", "no", "scalar", "void") switch
        {
            "yes" => Resolution.Yes,
            "no" => Resolution.No,
            "void" => Resolution.Void,
            _ => Resolution.Scalar(call.Body.Dollars("value") ?? throw new RefusedException(Answer.BadRequest("value is required"))),
        };
        resolve(call.Query.PathPart("ticker"), resolution);
        return Answer.Empty();
    }

    private Answer Bid(Call call)
    {
        Side side = call.Body.Word("side", "yes", "no") == "yes" ? Side.Yes : Side.No;
        Price price = call.Body.Dollars("price") ?? throw new RefusedException(Answer.BadRequest("price is required"));
        Quantity count = call.Body.Count("count") ?? throw new RefusedException(Answer.BadRequest("count is required"));
        return server.Control.Bid(call.Query.PathPart("ticker"), side, price, count)
            ? Answer.Empty() : Answer.BadRequest("the engine refuses it");
    }
}
