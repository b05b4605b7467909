using System.CommandLine;
using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Mapping;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>
/// `map`: looks for relations beyond structure: candidates without a model, then questions to one, within a budget.
/// </summary>
internal sealed class MapCommand(CommandHost host, GlobalOptions globals, Composition composition)
{
    private readonly ScanArguments inputs = new();

    private readonly Option<string[]> passes = new Option<string[]>("--pass")
    {
        Description = "Which passes: event (markets of one event), category (events of one category), cross (the rest). Default: all.",
        HelpName = "pass",
        AllowMultipleArgumentsPerToken = true,
    }.AcceptOnlyFromAmong("event", "category", "cross");

    private readonly Option<string?> budget = new("--llm-budget")
    {
        Description = "Spend at most this many dollars on models in this pass. Without it nothing is spent: the cost is told first.",
        HelpName = "dollars",
    };

    private readonly Option<bool> yes = new("--yes") { Description = "Do not ask before the first question that costs something." };

    private readonly Option<int> most = new Option<int>("--most")
    {
        Description = "Ask about at most this many candidates, the most promising first.",
        DefaultValueFactory = static _ => 1_000,
        HelpName = "count",
    }.AtLeast(1);

    private readonly Option<bool> pairsOnly = new("--pairs-only")
    {
        Description = "Ask about candidates at once, without first reading each market into a normal form and deriving relations from those.",
    };

    private readonly Option<bool> batch = new("--batch")
    {
        Description = "Ask in bulk at half the price; the answers may take up to a day, and are fetched later if this run ends first.",
    };

    private readonly Option<string?> evaluate = new("--evaluate")
    {
        Description = "Score the deterministic check, and models where they are asked, on the labelled pairs in this folder (`-` for none) "
            + "and on what structure proves and what has settled in the recordings of --snapshot.",
        HelpName = "folder",
    };

    private readonly Option<string?> answers = new("--answers")
    {
        Description = "With --evaluate: the answers of models, from this file instead of a model.",
        HelpName = "file",
    };

    private readonly Option<string?> recordAnswers = new("--record-answers")
    {
        Description = "With --evaluate and --llm-budget: write down what the models answer.",
        HelpName = "file",
    };

    public Command Create()
    {
        DocumentedCommand command = new("map", "Looks for relations that only the words of rules tell, within a budget.",
            new Example("dutchbook map", "what could be asked, and what it would cost"),
            new Example("dutchbook map --llm-budget 0.50", "ask, and spend at most fifty cents"),
            new Example("dutchbook map --pass event --batch --llm-budget 5 --yes", "events by themselves, in bulk, from a script"),
            new Example("dutchbook map --snapshot pages.jsonl.gz", "candidates of a recording"),
            new Example("dutchbook map --evaluate labelled-pairs", "how good the check is without a model"),
            new Example("dutchbook map --evaluate labelled-pairs --answers answers.jsonl", "and how good recorded models are"),
            new Example("dutchbook map --evaluate - --snapshot settled.jsonl.gz", "which relations settled markets refute"));
        foreach (Option option in inputs.All.Concat([passes, budget, yes, most, pairsOnly, batch, evaluate, answers, recordAnswers]))
        {
            command.Options.Add(option);
        }

        command.SetAction((arguments, cancellation) => Run(arguments, cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        Configuration configuration = scope.RequireConfiguration();
        Money? limit = ReadBudget(arguments);
        if (arguments.GetValue(evaluate) is { } folder)
        {
            return (int)await EvaluateAsync(scope, configuration, folder, limit, arguments, cancellation);
        }

        if ((arguments.GetValue(answers) ?? arguments.GetValue(recordAnswers)) is not null)
        {
            throw new CommandFailure(ExitCode.Usage, "--answers and --record-answers go with --evaluate.");
        }

        string[] files = inputs.ReadFiles(arguments, "a live pass");
        using VenueConnection venue = files.Length > 0
            ? VenueConnection.Recorded(files, inputs, arguments)
            : composition.ConnectVenue(configuration.Kalshi, scope.Clock, null);
        VenueSnapshot snapshot = await Scanner.ReadAsync(venue.Source, scope, cancellation);
        RelationMap proven = new StructuralMapper(Scanner.Mapping(configuration)).Map(snapshot);
        scope.Home.Create();
        using SqliteDatabase database = SqliteDatabase.OpenWriter(scope.Home.Database);
        IReadOnlyDictionary<string, float[]>? vectors = await VectorsAsync(scope, arguments, configuration, database, snapshot, limit, cancellation);
        CandidateSet candidates = new CandidateFinder(new CandidateOptions { Passes = Wanted(arguments) }, static () => new SqliteTextSearch(), vectors).Find(snapshot);
        List<EventPair> chosen = MapChoice.Of(candidates, proven, Wanted(arguments), arguments.GetValue(most));
        database.Markets.Save(snapshot);
        ScanStorage.SaveRelations(database, proven, snapshot.At);
        MapReport report = new(snapshot, proven, candidates, chosen);
        string? missing = ModelAccess.Missing(configuration);
        using ModelAccess? models = missing is null && limit is { } allowed
            ? ModelAccess.Open(configuration, database, allowed, scope.Clock)
            : null;
        if (models is not null && await models.Check(cancellation) is { } unusable)
        {
            throw new CommandFailure(ExitCode.Failed, unusable, ["Name another model under `anthropic` in config.yaml."]);
        }

        MapCost cost = await MapCost.OfAsync(
            configuration, chosen, !arguments.GetValue(pairsOnly), snapshot, database.Verdicts, models, cancellation);
        if (models is not null && IsAgreed(scope, arguments, configuration, cost, limit!.Value))
        {
            await MapProgress.RunAsync(scope, limit.Value, teller => new MapPass(database, models, snapshot, proven, teller)
                .Run(chosen, !arguments.GetValue(pairsOnly), arguments.GetValue(batch) ? BulkMode.Wait : BulkMode.None, report, cancellation));
        }

        MapView.Show(scope, report, missing, cost);
        return (int)ExitCode.Done;
    }

    /// <summary>
    /// Vectors of the events, where they are wanted: those of before always, others only where they cost nothing or somebody agreed.
    /// </summary>
    private async Task<IReadOnlyDictionary<string, float[]>?> VectorsAsync(
        CommandScope scope, ParseResult arguments, Configuration configuration, SqliteDatabase database, VenueSnapshot snapshot, Money? limit,
        CancellationToken cancellation)
    {
        using EmbeddingAccess? access = EmbeddingAccess.Open(configuration, database, scope.Clock);
        if (access is null)
        {
            return null;
        }

        Money dearest = access.AtMost(snapshot);
        bool isAgreed = dearest == Money.Zero || (limit is { } budgeted && budgeted > Money.Zero
            && (arguments.GetValue(yes) || new Question(host, scope).IsAnswered(
                $"{configuration.Embeddings.Model} would be asked for vectors of the events, for ${dearest} at most and never more than "
                + $"${configuration.Embeddings.Budget}.", "yes")));
        EventVectors read = await access.ReadAsync(
            snapshot, string.Create(CultureInfo.InvariantCulture, $"embed-{scope.Clock.GetUtcNow().UtcTicks}"),
            isAgreed ? limit ?? Money.Zero : null, cancellation);
        if (read.Problem is { } problem)
        {
            scope.Remark($"Candidates are found with what there is: {problem}.");
        }

        return read.Vectors;
    }

    private async Task<ExitCode> EvaluateAsync(
        CommandScope scope, Configuration configuration, string folder, Money? limit, ParseResult arguments, CancellationToken cancellation)
    {
        string[] files = inputs.ReadFiles(arguments, "an evaluation");
        VenueSnapshot? snapshot = null;
        if (files.Length > 0)
        {
            using VenueConnection venue = VenueConnection.Recorded(files, inputs, arguments);
            snapshot = await Scanner.ReadAsync(venue.Source, scope, cancellation);
        }

        return await new EvaluationRun(scope, configuration)
        {
            Folder = folder,
            Snapshot = snapshot,
            Most = arguments.GetValue(most),
            Answers = arguments.GetValue(answers),
            Record = arguments.GetValue(recordAnswers),
            Limit = limit,
            WithForms = !arguments.GetValue(pairsOnly),
            IsAgreed = words => arguments.GetValue(yes) || limit == Money.Zero || new Question(host, scope).IsAnswered(words, "yes"),
        }.RunAsync(cancellation);
    }

    /// <summary>Nothing is spent that was not shown and agreed to; where every answer is known, nothing is asked.</summary>
    /// <exception cref="CommandFailure">There is nobody to ask.</exception>
    private bool IsAgreed(CommandScope scope, ParseResult arguments, Configuration configuration, MapCost cost, Money limit)
    {
        if (cost.Questions == 0 || limit == Money.Zero)
        {
            return true;
        }

        string counted = cost.Sampled == 0 ? "by their length" : $"as the provider counts {cost.Sampled:N0} of them";
        string words = $"{configuration.Anthropic.ScanModel} would be asked up to {cost.Questions:N0} questions of {cost.Tokens:N0} tokens "
            + $"({counted}), for {cost.Words}; {configuration.Anthropic.ValidateModel} then tries to break each relation found, for "
            + $"about ${cost.PerRelation} each. It ends at ${limit}, whatever is left.";
        if (arguments.GetValue(yes))
        {
            scope.Remark(words);
            return true;
        }

        return new Question(host, scope).IsAnswered(words, "yes");
    }

    private MappingPass[] Wanted(ParseResult arguments) => arguments.GetValue(passes) is { Length: > 0 } named
        ? [.. named.Select(static name => Enum.Parse<MappingPass>(name, ignoreCase: true))]
        : Enum.GetValues<MappingPass>();

    private Money? ReadBudget(ParseResult arguments) => arguments.GetValue(budget) is not { } text ? null
        : Money.TryParse(text, out Money money) && money >= Money.Zero
            ? money
            : throw new CommandFailure(ExitCode.Usage, $"--llm-budget {text} is no amount of dollars. Write it like 0.50.");
}
