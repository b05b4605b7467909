using System.Text.Json;
using Dutchbook.Dashboard;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Ingestion;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>
/// What a person does from a dashboard, through the same switches and the same gate as the commands, and written to the log with
/// who asked.
/// </summary>
internal sealed class RunActions(DashboardSource source, BoardWatch watch) : IDashboardActions
{
    private readonly TradeCodes _codes = new(source.Scope.Clock);

    private DateTimeOffset Now => source.Scope.Clock.GetUtcNow();

    /// <summary>First the flag, durably; then, whatever the trading loop does, our orders at the exchange.</summary>
    public async Task<ApiAnswer> HaltAsync(Wish wish, CancellationToken cancellation)
    {
        if (Turn("halt", wish, reason => TradingSwitch.Halt(source.Flag, reason, Now)) is { } refusal)
        {
            return refusal;
        }

        // Whoever asked may close his browser: what a halt began is not stopped by that. It bounds its own time.
        CancelReport? report = source.CancelResting is { } cancel ? await cancel(CancellationToken.None) : null;
        if (report is not null)
        {
            source.Scope.Log.Information("After the halt: {Cancelled} cancels sent, {Outcome:l}", report.Cancelled,
                report.IsVerified ? "none of our orders rests" : report.Problem);
        }

        return ApiAnswer.Json(json =>
        {
            StateJson.WriteMode(json, source.Flag.Read());
            WriteCancels(json, report);
        });
    }

    public Task<ApiAnswer> ReduceAsync(Wish wish, CancellationToken cancellation) =>
        Task.FromResult(Turned("reduce", wish, reason => TradingSwitch.Reduce(source.Flag, reason, wish.HasLooked, Now)));

    public Task<ApiAnswer> ResumeAsync(Wish wish, CancellationToken cancellation) =>
        Task.FromResult(Turned("resume", wish, _ => TradingSwitch.Resume(source.Flag, wish.HasLooked, Now)));

    public async Task<ApiAnswer?> PlanAsync(string opportunity, CancellationToken cancellation)
    {
        if (source.Board.Current.Opportunities.FirstOrDefault(item => item.Opportunity.Id == opportunity)?.Judged is not { } found)
        {
            return null;
        }

        if (!found.Executable)
        {
            return ApiAnswer.Refused($"It must not be traded as it stands: {string.Join("; ", [.. found.Caveats, .. found.BelowThreshold])}");
        }

        if (source.Venue.Books is not { } venue)
        {
            return ApiAnswer.Refused("There is no exchange to ask for books.");
        }

        IReadOnlyDictionary<string, OrderBook> books;
        try
        {
            books = await venue.ReadBooksAsync(
                [.. found.Legs.Select(static leg => leg.Claim.Market.Ticker).Distinct(StringComparer.Ordinal)], cancellation);
        }
        catch (Dutchbook.Kalshi.KalshiException problem)
        {
            return ApiAnswer.Refused($"Its books cannot be read: {JsonText.Clean(problem.Message)}");
        }

        PlanRequest request = source.Desk.Request(found, books, source.Configuration);
        string tradeId = source.Desk.NextTradeId();
        (TradePlan? plan, string refusal) = await source.Desk.Host.AskAsync(loop =>
        {
            TradePlan? made = loop.Preview(request, tradeId, isApproved: true, out string reason);
            return (made, reason);
        }).WaitAsync(cancellation);
        return plan is null
            ? ApiAnswer.Refused(JsonText.Clean(refusal))
            : ApiAnswer.Json(json =>
            {
                PlanJson.Write(json, plan);
                json.WriteString("confirm", _codes.Add(request, tradeId));
            });
    }

    public async Task<ApiAnswer?> TradeAsync(string opportunity, string code, Wish wish, CancellationToken cancellation)
    {
        if (_codes.Take(opportunity, code) is not var (request, tradeId))
        {
            return ApiAnswer.Refused("The plan was shown too long ago, or traded already: look at a new one.");
        }

        source.Scope.Log.Information("By {By:l}: trade {Trade:l} of {Opportunity:l}", wish.By, tradeId, opportunity);
        source.Desk.Host.Post(new LoopInput.Propose(Now, request, tradeId, IsApproved: true));
        return await source.Desk.Host.AskAsync(loop => loop.Trades.ContainsKey(tradeId)).WaitAsync(cancellation)
            ? ApiAnswer.Json(json => json.WriteString("tradeId", tradeId))
            : ApiAnswer.Refused("Meanwhile the limits leave no room for it, or trading was halted.");
    }

    public Task<ApiAnswer?> DecideAsync(string relation, RelationVerdict verdict, Wish wish, CancellationToken cancellation) =>
        Task.FromResult(Decide(relation, verdict, wish));

    public Task<ApiAnswer?> DecideMatchAsync(string match, MatchVerdict verdict, string texts, Wish wish, CancellationToken cancellation) =>
        Task.FromResult(DecideMatch(match, verdict, texts, wish));

    private ApiAnswer? Decide(string relation, RelationVerdict verdict, Wish wish)
    {
        RelationStatus to = verdict switch
        {
            RelationVerdict.Approve => RelationStatus.Active,
            RelationVerdict.Reject => RelationStatus.Rejected,
            RelationVerdict.Suspend => RelationStatus.Suspended,
        };
        return Keep("relation", relation, verdict.ToString(), to.ToString(), wish, database =>
        {
            if (database.Relations.Find(relation) is not { } found)
            {
                return false;
            }

            database.Reviews.Turn([RelationJudgement.Turn(database, found, to, source.User, Now, wish.Reason, wish.HasLooked)]);
            return true;
        });
    }

    private ApiAnswer? DecideMatch(string match, MatchVerdict verdict, string texts, Wish wish)
    {
        MatchDecision to = verdict switch
        {
            MatchVerdict.Approve => MatchDecision.Approved,
            MatchVerdict.Reject => MatchDecision.Rejected,
        };
        return Keep("match", match, verdict.ToString(), MatchView.Word(to), wish, database =>
        {
            if (database.Matches.Find(match) is not { } found)
            {
                return false;
            }

            MatchTurn turn = new(match, to, source.User, Now, wish.Reason);
            return string.Equals(found.Match.TextsHash, texts, StringComparison.Ordinal) && database.Matches.Decide([(turn, found.Match)]) is null
                ? true
                : throw Matches.Changed(match);
        });
    }

    /// <summary>Keeps a decision with who made it and why.</summary>
    /// <param name="decide">Writes it down; false where nothing bears the id.</param>
    private ApiAnswer? Keep(string what, string id, string verdict, string status, Wish wish, Func<SqliteDatabase, bool> decide)
    {
        if (wish.Reason.Length == 0 || !source.IsKept)
        {
            return ApiAnswer.Refused(source.IsKept
                ? "Say why: whoever reads the decision later wants to know."
                : "A demo keeps nothing, so nothing is decided in it.");
        }

        try
        {
            using SqliteDatabase database = SqliteDatabase.OpenWriter(source.Scope.Home.Database);
            if (!decide(database))
            {
                return null;
            }
        }
        catch (CommandFailure failure)
        {
            return Refused(failure);
        }
        catch (StorageException problem)
        {
            return ApiAnswer.Refused($"It was not written down: {JsonText.Clean(problem.Message)}");
        }

        source.Scope.Log.Information("By {By:l}: {Verdict:l} {What:l} {Id:l}: {Reason:l}", wish.By, verdict, what, id, wish.Reason);
        watch.Decided();
        return ApiAnswer.Json(json =>
        {
            json.WriteString("id", id);
            json.WriteString("status", status);
        });
    }

    /// <summary>As `dutchbook halt --format json` writes them.</summary>
    private static void WriteCancels(Utf8JsonWriter json, CancelReport? report)
    {
        if (report is null)
        {
            json.WriteNull("cancels");
            return;
        }

        json.WriteStartObject("cancels");
        JsonText.WriteNullable(json, "sent", report.Cancelled);
        JsonText.WriteNullable(json, "resting", report.Resting);
        json.WriteBoolean("verified", report.IsVerified);
        json.WriteString("problem", JsonText.Clean(report.Problem));
        json.WriteEndObject();
    }

    private ApiAnswer Turned(string what, Wish wish, Action<string> turn) =>
        Turn(what, wish, turn) ?? ApiAnswer.Json(json => StateJson.WriteMode(json, source.Flag.Read()));

    /// <returns>Why it was not turned; null where it was.</returns>
    private ApiAnswer? Turn(string what, Wish wish, Action<string> turn)
    {
        string reason = JsonText.Clean(wish.Reason.Length > 0 ? wish.Reason : "by hand");
        try
        {
            turn($"{reason} ({wish.By})");
        }
        catch (CommandFailure failure)
        {
            return Refused(failure);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return ApiAnswer.Refused($"The kill switch cannot be written: {JsonText.Clean(problem.Message)}");
        }

        source.Scope.Log.Information("By {By:l}: {What:l}: {Reason:l}", wish.By, what, reason);
        watch.Decided();
        return null;
    }

    private static ApiAnswer Refused(CommandFailure failure) =>
        ApiAnswer.Refused(JsonText.Clean(string.Join(' ', [failure.Message, .. failure.Details])));
}
