using Dutchbook.Domain;
using Dutchbook.Llm;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>`map --evaluate`: what the check, the models and the relations are worth, measured on labels and on what settled.</summary>
internal sealed class EvaluationRun(CommandScope scope, Configuration configuration)
{
    private const int LineEvery = 100;

    /// <summary>Read by itself, where recordings are named: only what they say counts.</summary>
    public const string NoFolder = "-";

    public required string Folder { get; init; }

    /// <summary>Settled or active markets; null for none.</summary>
    public VenueSnapshot? Snapshot { get; init; }

    /// <summary>The most claims of one kind.</summary>
    public required int Most { get; init; }

    /// <summary>A file with recorded answers; null for none.</summary>
    public string? Answers { get; init; }

    /// <summary>Where answers are written down; null for nowhere.</summary>
    public string? Record { get; init; }

    /// <summary>What models may cost; null where none is to be asked.</summary>
    public Money? Limit { get; init; }

    /// <summary>Whether normal forms are measured too.</summary>
    public required bool WithForms { get; init; }

    /// <summary>Asked before the first question that costs something; the words say what is about to be asked.</summary>
    public required Func<string, bool> IsAgreed { get; init; }

    public async Task<ExitCode> RunAsync(CancellationToken cancellation)
    {
        EvaluationSet set = EvaluationSet.Read(Folder == NoFolder ? null : Folder, Snapshot, configuration, Reviews(), Most);
        IReadOnlyList<EvaluationRow> check = CheckEvaluation.Run(set.Cases);
        (ModelReport Report, EvaluationCost Cost)? models = Answers is { } file ? await FromFileAsync(set, file, cancellation)
            : Limit is { } limit ? await FromModelsAsync(set, limit, cancellation)
            : null;
        new EvaluationView(scope).Show(set, check, models?.Report, models?.Cost);
        return ExitCode.Done;
    }

    private async Task<(ModelReport, EvaluationCost)?> FromFileAsync(EvaluationSet set, string file, CancellationToken cancellation)
    {
        RecordedAnswers recorded = RecordedAnswers.Read(file);
        ModelEvaluation evaluation = new(
            recorded.Model("pairs", configuration.Anthropic.ScanModel),
            recorded.Model("counter-world", configuration.Anthropic.ValidateModel),
            WithForms);
        ModelReport report = await evaluation.RunAsync(set.Cases, set.Variants, static _ => { }, cancellation);
        return (report, new EvaluationCost(recorded.Cost, report.Pairs));
    }

    private async Task<(ModelReport, EvaluationCost)?> FromModelsAsync(EvaluationSet set, Money limit, CancellationToken cancellation)
    {
        if (ModelAccess.Missing(configuration) is { } missing)
        {
            throw new CommandFailure(ExitCode.Usage, $"No model can be asked: {missing}.",
                ["--answers FILE evaluates recorded answers; without both, the check alone is evaluated."]);
        }

        scope.Home.Create();
        using SqliteDatabase database = SqliteDatabase.OpenWriter(scope.Home.Database);
        using ModelAccess models = ModelAccess.Open(configuration, database, limit, scope.Clock);
        if (await models.Check(cancellation) is { } unusable)
        {
            throw new CommandFailure(ExitCode.Failed, unusable, ["Name another model under `anthropic` in config.yaml."]);
        }

        if (!IsAgreed($"{models.Scan.Name} would be asked about {set.Cases.Count + set.Variants.Count:N0} labelled claims, and "
            + $"{models.Validate.Name} would try to break what it finds. It ends at ${limit}, whatever is left."))
        {
            return null;
        }

        using AnswerRecorder? recorder = Record is { } path ? AnswerRecorder.Open(path, database.Calls) : null;
        ModelEvaluation evaluation = recorder is null
            ? new ModelEvaluation(models.Scan, models.Validate, WithForms)
            : new ModelEvaluation(recorder.Of(models.Scan), recorder.Of(models.Validate), WithForms);
        ModelReport report = await evaluation.RunAsync(set.Cases, set.Variants, Tell, cancellation);
        return (report, new EvaluationCost(database.Calls.SpentInPass(models.Pass), report.Pairs));

        void Tell(int asked)
        {
            if (asked % LineEvery == 0)
            {
                scope.Remark($"{asked:N0} claims, ${database.Calls.SpentInPass(models.Pass)} of ${limit}");
            }
        }
    }

    private IReadOnlyList<StoredReview> Reviews()
    {
        if (!File.Exists(scope.Home.Database))
        {
            return [];
        }

        try
        {
            using SqliteDatabase database = SqliteDatabase.OpenReader(scope.Home.Database);
            return database.Reviews.List(null);
        }
        catch (StorageException old) when (old.Problem is StorageProblem.Missing or StorageProblem.OlderVersion)
        {
            return [];
        }
    }
}
