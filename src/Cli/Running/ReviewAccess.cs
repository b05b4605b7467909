using Dutchbook.Enrichment;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>The validation model of a run, behind the budget and the ledger of all calls.</summary>
internal sealed class ReviewAccess : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly ModelAccess _models;

    private ReviewAccess(SqliteDatabase database, ModelAccess models, EnrichmentOptions options)
    {
        (_database, _models) = (database, models);
        Review = new ModelReview(models.Validate, new ReviewLimits(options.ReviewFrom, options.VetoFrom));
    }

    public ModelReview Review { get; }

    /// <summary>Null where none is wanted.</summary>
    /// <exception cref="CommandFailure">It is wanted, and no model can be asked.</exception>
    public static ReviewAccess? Open(CommandScope scope, Configuration configuration)
    {
        if (!configuration.Enrichment.ModelReview)
        {
            return null;
        }

        if (ModelAccess.Missing(configuration) is { } missing)
        {
            throw new CommandFailure(ExitCode.Usage, $"enrichment.model_review is true, and no model can be asked: {missing}.",
                ["Name a model (docs/configuration.md, anthropic and llm), or switch the review off."]);
        }

        scope.Home.Create();
        SqliteDatabase database = SqliteDatabase.OpenWriter(scope.Home.Database);
        return new ReviewAccess(
            database, ModelAccess.Open(configuration, database, configuration.Llm.BudgetPerDay, scope.Clock), configuration.Enrichment);
    }

    public void Dispose()
    {
        _models.Dispose();
        _database.Dispose();
    }
}
