using System.CommandLine;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>`matches approve|reject`: a person decides, and the decision keeps who, when, why and about which texts.</summary>
internal sealed class MatchDecisionCommand(CommandHost host, GlobalOptions globals, string verb, MatchDecision to, string description)
{
    private readonly Argument<string[]> ids = new("id")
    {
        Description = "The ids, or the beginnings of them; or tickers, or ids at Polymarket, where they have one match.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> texts = new("--texts")
    {
        Description = "Only if its texts are still those of this hash, or the beginning of it, as `matches show` printed it.",
        HelpName = "hash",
    };

    private readonly DecisionOptions decision = new();

    public Command Create()
    {
        DocumentedCommand command = new(verb, description,
            new Example($"dutchbook matches {verb} 3f2a90b1 --reason \"read both rules\"", "one match"),
            new Example($"dutchbook matches {verb} 3f2a90b1 --texts 9c41d2e07b --reason \"read both rules\"", "only as it was when you read it"));
        command.Arguments.Add(ids);
        command.Options.Add(texts);
        decision.AddTo(command);
        command.SetAction(arguments => (int)Decide(arguments));
        return command;
    }

    private static void RequireTexts(StoredMatch[] matches, string hash)
    {
        if (matches.Length > 1 || hash.Length == 0)
        {
            throw new CommandFailure(ExitCode.Usage, "--texts takes the hash of one match, and one match beside it.");
        }

        if (!matches[0].Match.TextsHash.StartsWith(hash, StringComparison.OrdinalIgnoreCase))
        {
            throw Matches.Changed(matches[0].Match.Id);
        }
    }

    private ExitCode Decide(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        (string who, string why) = decision.Read(arguments, host.User);

        // For what it says where nothing is stored yet: a writer would make the file.
        Archive.Open(scope).Dispose();
        using SqliteDatabase database = SqliteDatabase.OpenWriter(scope.Home.Database);
        StoredMatch[] matches = [.. arguments.GetValue(ids)!.Select(wanted => Matches.Find(database, wanted))];
        if (arguments.GetValue(texts) is { } hash)
        {
            RequireTexts(matches, hash.Trim());
        }

        if (database.Matches.Decide([.. matches.Select(stored =>
            (new MatchTurn(stored.Match.Id, to, who, scope.Clock.GetUtcNow(), why), stored.Match))]) is { } other)
        {
            throw Matches.Changed(other);
        }

        if (scope.Output.IsJson)
        {
            scope.Output.Document(new
            {
                ScanJson.Schema,
                Decided = matches.Select(stored => new { stored.Match.Id, Decision = MatchView.Word(to) }),
            });
            return ExitCode.Done;
        }

        foreach (StoredMatch stored in matches)
        {
            scope.Output.Line($"{stored.Match.Id} is {MatchView.Word(to)}, by {TerminalText.Clean(who, 80)}: "
                + $"{TerminalText.Clean(stored.Match.Ticker, 100)} and Polymarket {TerminalText.Clean(stored.Match.TheirId, 40)}");
        }

        return ExitCode.Done;
    }
}
