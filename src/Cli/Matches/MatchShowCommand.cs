using System.CommandLine;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>`matches show ID`: both markets of a match, in what they differ, and what was decided.</summary>
internal sealed class MatchShowCommand(CommandHost host, GlobalOptions globals)
{
    private readonly Argument<string> id = new("id")
    {
        Description = "The id or the beginning of it; or our ticker, or the market's id at Polymarket, where it has one match.",
    };

    public Command Create()
    {
        DocumentedCommand show = new("show", "One match: both questions with their rules, every difference, and who decided what.",
            new Example("dutchbook matches show 3f2a90b1c4d5e6f7", "the match that a gap or an evidence names"),
            new Example("dutchbook matches show 516947", "by the id at Polymarket"));
        show.Arguments.Add(id);
        show.SetAction(arguments => (int)Show(arguments));
        return show;
    }

    private ExitCode Show(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        using SqliteDatabase database = Archive.Open(scope);
        StoredMatch found = Matches.Find(database, arguments.GetValue(id)!);
        IReadOnlyList<MatchTurn> history = database.Matches.History(found.Match.Id);
        StoredMarket? ours = database.Markets.Find(found.Match.Ticker);
        if (!scope.Output.IsJson)
        {
            MatchView.Show(scope, found, history, ours);
            return ExitCode.Done;
        }

        scope.Output.Document(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("schema", ScanJson.Schema);
            json.WritePropertyName("match");
            MatchJson.Write(json, found, history);
            json.WriteStartObject("ours");
            JsonText.WriteNullable(json, "rulesPrimary", ours is null ? null : JsonText.Clean(ours.RulesPrimary.ToString()));
            JsonText.WriteNullable(json, "rulesSecondary", ours is null ? null : JsonText.Clean(ours.RulesSecondary.ToString()));
            json.WriteEndObject();
            json.WriteEndObject();
        });
        return ExitCode.Done;
    }
}
