using System.Text;
using Dutchbook.Dashboard;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>What a running instance shows, made of its board; the same document is made once, however many look at it.</summary>
internal sealed class RunDocuments(DashboardSource source, BoardWatch watch) : IDashboardDocuments
{
    private readonly RelationDocuments _relations = new(source);
    private readonly MatchDocuments _matches = new(source);
    private readonly TradeDocuments _trades = new(source);
    private readonly HousekeepingDocuments _housekeeping = new(source);
    private readonly QuotesNow _quotes = new(source.Stream);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long Version, ApiAnswer Answer)> _made = new(StringComparer.Ordinal);
    private (long Version, ToReview Counts)? _toReview;
    private PassIndex? _index;

    public DashboardVersion Version => watch.Version;

    public InstanceHealth Health
    {
        get
        {
            RunView view = View;
            bool isLive = view.Layers.All(static layer => layer.Health is not (LayerHealth.Stalled or LayerHealth.Failed));
            bool isReady = view is { Pass: not null, Desk.IsReconciled: true };
            return new InstanceHealth(isLive, isReady, isReady && source.Flag.Read().Mode == TradingMode.Active);
        }
    }

    private RunView View => source.Board.Current;

    public ApiAnswer State() => ApiAnswer.Json(json => StateJson.Write(json, source, View, watch.Version.Number, ToReview()));

    public ApiAnswer Opportunities() => Once("opportunities", BoardWatch.OpportunitiesPart, () =>
    {
        RunView view = View;
        return ApiAnswer.Json(json => ShownJson.WriteList(json, view, IndexOf(view)));
    });

    public ApiAnswer? Opportunity(string id)
    {
        RunView view = View;
        return Find(view, id) is { } item
            ? ApiAnswer.Json(json => DetailJson.Write(json, item, view, IndexOf(view), watch.History(id), _quotes))
            : null;
    }

    public ApiAnswer? Proof(string id) => Find(View, id) is { } item
        ? new ApiAnswer(item.Proof.Utf8, FileName: $"{item.Proof.Id}.json")
        : null;

    public ApiAnswer Events(string query)
    {
        RunView view = View;
        return ApiAnswer.Json(json => EventJson.WriteList(json, IndexOf(view), view, query));
    }

    public ApiAnswer? Event(string ticker)
    {
        RunView view = View;
        return IndexOf(view) is { } index && index.Event(ticker) is { } found
            ? ApiAnswer.Json(json => EventJson.Write(json, found, index, view, _quotes))
            : null;
    }

    public ApiAnswer Relations(ReviewQuery query) => _relations.List(query, IndexOf(View));

    public ApiAnswer? Relation(string id) => _relations.One(id, View, IndexOf(View), _quotes);

    public ApiAnswer Matches(ReviewQuery query) => _matches.List(query);

    public ApiAnswer? Match(string id) => _matches.One(id, View, IndexOf(View), _quotes);

    public ApiAnswer Trades() => Once("trades", BoardWatch.TradesPart, _trades.List);

    public ApiAnswer? Trade(string id) => _trades.One(id);

    public ApiAnswer TradesCsv() => _trades.TradesCsv();

    public ApiAnswer Positions() => TradeDocuments.Positions(View);

    public ApiAnswer Profit() => Once("pnl", BoardWatch.TradesPart, _trades.Profit);

    public ApiAnswer ProfitCsv() => _trades.ProfitCsv();

    public ApiAnswer Settings() => _housekeeping.Settings(View);

    public ApiAnswer Alerts() => _housekeeping.Alerts();

    public ApiAnswer Logs(int lines) => _housekeeping.Logs(lines);

    public ApiAnswer Metrics() => new(
        Encoding.UTF8.GetBytes(PrometheusText.Of(RunFigures.Of(View, source.Flag.Read(), ToReview().Relations))), PrometheusText.MediaType);

    private ShownOpportunity? Find(RunView view, string id) =>
        view.Opportunities.FirstOrDefault(item => string.Equals(item.Opportunity.Id, id, StringComparison.Ordinal)) ?? watch.Last(id);

    private PassIndex? IndexOf(RunView view)
    {
        if (view.Pass is not { } pass)
        {
            return null;
        }

        lock (_gate)
        {
            return _index = _index is { } known && known.IsOf(pass) ? known : new PassIndex(pass);
        }
    }

    /// <summary>Counted when a pass or a person has changed something, not for each who looks.</summary>
    private ToReview ToReview()
    {
        long version = watch.Of(BoardWatch.RelationsPart);
        lock (_gate)
        {
            _toReview = _toReview is { } known && known.Version == version
                ? known
                : (version, new ToReview(_relations.Waiting(), _matches.Waiting()));
            return _toReview.Value.Counts;
        }
    }

    private ApiAnswer Once(string name, string part, Func<ApiAnswer> make)
    {
        long version = watch.Of(part);
        lock (_gate)
        {
            if (_made.TryGetValue(name, out (long Version, ApiAnswer Answer) known) && known.Version == version)
            {
                return known.Answer;
            }
        }

        ApiAnswer answer = make();
        lock (_gate)
        {
            _made[name] = (version, answer);
        }

        return answer;
    }
}
