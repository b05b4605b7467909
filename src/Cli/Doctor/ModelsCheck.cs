using Dutchbook.Llm;

namespace Dutchbook.Cli;

/// <summary>
/// The models of the configuration are there and let themselves be asked. Claude's are asked for by name, which costs nothing; of
/// another server only its address and price are known before the first question. Nothing here stands in the way of trading: what
/// models propose is proposed later.
/// </summary>
internal sealed class ModelsCheck(Configuration? configuration, TimeProvider clock) : IDoctorCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Name => "models";

    public async Task<DoctorFinding> Run(CancellationToken cancellation)
    {
        if (configuration is null)
        {
            return DoctorFinding.NotChecked();
        }

        bool isWanted = configuration.Mapping.AskModels || configuration.Enrichment.ModelReview;
        if (ModelAccess.Missing(configuration) is { } missing)
        {
            return isWanted
                ? DoctorFinding.Warning($"a model is wanted and none can be asked: {missing}",
                    "set it, or write mapping.ask_models: false and enrichment.model_review: false")
                : DoctorFinding.Ok($"none can be asked ({missing}): relations from structure need none");
        }

        (string Setting, string Model)[] models =
        [
            ("anthropic.scan_model", configuration.Anthropic.ScanModel),
            ("anthropic.validate_model", configuration.Anthropic.ValidateModel),
        ];
        if (configuration.Llm.Provider != LlmProvider.Anthropic)
        {
            return DoctorFinding.Ok($"{string.Join(" and ", models.Select(static item => item.Model).Distinct(StringComparer.Ordinal))} at "
                + $"{configuration.Llm.BaseUrl}; whether they answer, only a question can tell");
        }

        List<(string Problem, string Mend)> troubles = [];
        using AnthropicConnection claude = new(
            configuration.Anthropic.ApiKey!, configuration.Llm.BaseUrl is { } address ? new Uri(address) : null,
            new RetryOptions { Attempts = 1 }, clock);
        foreach ((string setting, string model) in models)
        {
            if (await Ask(claude, model, cancellation) is { } failure)
            {
                troubles.Add(($"{setting} {model}: {Words(failure)}", Mend(failure.Kind, setting)));
            }
        }

        return troubles.Count == 0
            ? DoctorFinding.Ok($"{string.Join(" and ", models.Select(static item => item.Model).Distinct(StringComparer.Ordinal))} answer to their names")
            : DoctorFinding.Warning(string.Join('\n', troubles.Select(static item => item.Problem)),
                string.Join('\n', troubles.Select(static item => item.Mend)));
    }

    private static async Task<ModelFailure?> Ask(AnthropicConnection claude, string model, CancellationToken cancellation)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            return await claude.Check(model, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new ModelFailure(FailureKind.Unreachable, $"no answer within {Patience.TotalSeconds:0} seconds");
        }
    }

    private static string Words(ModelFailure failure) => failure.Kind switch
    {
        FailureKind.ModelGone => "the provider does not have it: retired, or misspelt",
        FailureKind.Unauthorized => "the provider does not take the key",
        FailureKind.Unreachable => $"the provider cannot be reached: {failure.Reason}",
        FailureKind.NoCredit or FailureKind.SpendLimit => $"the account may spend nothing: {failure.Reason}",
        FailureKind.BadRequest or FailureKind.TooLarge or FailureKind.RateLimited or FailureKind.Overloaded or FailureKind.ServerError
            or FailureKind.Network or FailureKind.Malformed => $"the provider does not say: {failure.Reason}",
    };

    private static string Mend(FailureKind kind, string setting) => kind switch
    {
        FailureKind.ModelGone => $"name a current model in {setting}, such as "
            + (setting.EndsWith("scan_model", StringComparison.Ordinal) ? new AnthropicOptions().ScanModel : new AnthropicOptions().ValidateModel),
        FailureKind.Unauthorized => "check anthropic.api_key, and that it belongs to the workspace that has the model",
        FailureKind.Unreachable => "check the network, a proxy or firewall, and llm.base_url; everything structural works without",
        FailureKind.NoCredit or FailureKind.SpendLimit => "add credit or raise the limit at the provider",
        FailureKind.BadRequest or FailureKind.TooLarge or FailureKind.RateLimited or FailureKind.Overloaded or FailureKind.ServerError
            or FailureKind.Network or FailureKind.Malformed => "try again in a minute",
    };
}
