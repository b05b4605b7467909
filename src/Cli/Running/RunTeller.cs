using System.Globalization;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>
/// Tells what happens in a run as it happens, a line each: passes, what begins and ends, trades, and parts that fail or mend. With
/// JSON each is an object.
/// </summary>
internal sealed class RunTeller(CommandScope scope)
{
    private readonly Dictionary<string, ShownOpportunity> _shown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TradePhase> _phases = new(StringComparer.Ordinal);
    private readonly ClosingTeller _closings = new();
    private TradingMode? _mode;
    private int _passes;

    /// <summary>Trades of before the run are not told again.</summary>
    public void Forget(DeskView desk)
    {
        foreach (DeskTrade trade in desk.Trades)
        {
            _phases[trade.State.Plan.TradeId] = trade.State.Phase;
        }
    }

    public void Tell(RunView view)
    {
        if (view.Pass is { } pass && pass.Number != _passes)
        {
            _passes = pass.Number;
            TellPass(pass, view);
        }

        TellOpportunities(view);
        foreach (ClosingOffer offer in _closings.Take(view.Closings))
        {
            Say(view.At, "closing", $"= {ClosingView.Words(offer)}, a gain of {offer.Gain}", json =>
            {
                json.WritePropertyName("closing");
                ClosingView.Write(json, offer, isWorth: true);
            });
        }

        if (view.Desk is { } desk)
        {
            TellMode(desk.Mode);
            foreach (DeskTrade trade in desk.Trades.Reverse())
            {
                TellTrade(trade);
            }
        }
    }

    public void Tell(LayerState layer) => Say(layer.Since, "layer", $"{layer.Name}: {layer.Health}, {layer.Text}", json =>
    {
        json.WriteString("name", layer.Name);
        json.WriteString("health", layer.Health.ToString());
        json.WriteString("text", JsonText.Clean(layer.Text));
    });

    private void TellPass(PassSummary pass, RunView view) => Say(
        pass.At,
        "pass",
        string.Create(CultureInfo.InvariantCulture,
            $"pass {pass.Number}: {pass.Markets:N0} markets, {pass.Map.Relations.Count:N0} relations, {Above(view)} opportunities there, {pass.Took.TotalSeconds:0.0} s"),
        json =>
        {
            json.WriteNumber("number", pass.Number);
            json.WriteNumber("markets", pass.Markets);
            json.WriteNumber("relations", pass.Map.Relations.Count);
            json.WriteNumber("opportunities", Above(view));
            json.WriteNumber("missedTouches", pass.Missed);
        });

    private static int Above(RunView view) => view.Opportunities.Count(static item => item.Opportunity.BelowThreshold.Count == 0);

    private void TellOpportunities(RunView view)
    {
        HashSet<string> there = new(StringComparer.Ordinal);
        foreach (ShownOpportunity item in view.Opportunities)
        {
            Opportunity opportunity = item.Opportunity;
            there.Add(opportunity.Id);
            if (_shown.TryAdd(opportunity.Id, item) && opportunity.BelowThreshold.Count == 0)
            {
                Say(
                    item.Episode.FirstSeen,
                    "began",
                    $"+ {opportunity.Id[..8]} {opportunity.Grade} {opportunity.Signal.Word()} {opportunity.Edge} for {opportunity.Cost + opportunity.Fees}: "
                        + string.Join(" + ", opportunity.Legs.Take(4).Select(static leg => leg.Claim)),
                    json =>
                    {
                        json.WritePropertyName("opportunity");
                        OpportunityJson.Write(json, opportunity);
                    });
            }

            _shown[opportunity.Id] = item;
        }

        foreach ((string id, ShownOpportunity item) in _shown.ToArray())
        {
            if (there.Contains(id))
            {
                continue;
            }

            _shown.Remove(id);
            if (item.Opportunity.BelowThreshold.Count == 0)
            {
                TimeSpan lasted = view.At - item.Episode.FirstSeen;
                Say(
                    view.At,
                    "ended",
                    string.Create(CultureInfo.InvariantCulture,
                        $"- {id[..8]} gone after {lasted.TotalSeconds:0.0} s, at best {item.Episode.BestEdge}"),
                    json =>
                    {
                        json.WriteString("id", id);
                        json.WriteString("bestEdge", item.Episode.BestEdge.ToString());
                    });
            }
        }
    }

    private void TellMode(TradingModeState mode)
    {
        if (_mode is { } before && before != mode.Mode)
        {
            Say(mode.Since, "mode", $"{mode.Mode}: {mode.Reason}", json =>
            {
                json.WriteString("mode", mode.Mode.ToString());
                json.WriteString("reason", JsonText.Clean(mode.Reason));
            });
        }

        _mode = mode.Mode;
    }

    private void TellTrade(DeskTrade trade)
    {
        string id = trade.State.Plan.TradeId;
        bool isKnown = _phases.TryGetValue(id, out TradePhase before);
        _phases[id] = trade.State.Phase;
        if (trade.State.Phase.IsFinal() && (!isKnown || !before.IsFinal()))
        {
            RunCommand.Tell(scope, new TradeRecord(trade.State, trade.Account, trade.Cash, trade.HeldCost));
        }
    }

    private void Say(DateTimeOffset at, string what, string text, Action<Utf8JsonWriter> fill)
    {
        if (scope.Output.IsJson)
        {
            scope.Output.OneLine(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("schema", ScanJson.Schema);
                json.WriteString("event", what);
                json.WriteString("at", JsonText.Time(at));
                fill(json);
                json.WriteEndObject();
            });
            return;
        }

        scope.Output.Line(string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:HH:mm:ss} {TerminalText.Clean(text, 600)}"));
    }
}
