namespace Dutchbook.Cli;

/// <summary>What one key alone cannot tell: addresses, retired models, and keys that contradict each other.</summary>
internal sealed class ConfigurationRules(
    Configuration configuration,
    Dictionary<Setting, EffectiveOrigin> origins,
    List<ConfigurationError> errors,
    List<ConfigurationWarning> warnings)
{
    /// <summary>Models the original configuration or its readers may still name, and what took their place.</summary>
    private static readonly (string Model, string Fate, string Replacement)[] RetiredModels =
    [
        ("claude-sonnet-4-5-20250929", "is retired on 2026-11-30", "claude-sonnet-5-5"),
        ("claude-sonnet-4-5", "is retired on 2026-11-30", "claude-sonnet-5-5"),
        ("claude-opus-4-1-20250805", "was retired on 2026-08-05", "claude-opus-5-5"),
        ("claude-opus-4-20250514", "was retired on 2026-06-15", "claude-opus-5-5"),
        ("claude-sonnet-4-20250514", "was retired on 2026-06-15", "claude-sonnet-5-5"),
        ("claude-3-7-sonnet-20250219", "is retired", "claude-sonnet-5-5"),
        ("claude-3-5-haiku-20241022", "is retired", "claude-haiku-5-5"),
        ("claude-3-haiku-20240307", "is retired", "claude-haiku-5-5"),
    ];

    public void Check()
    {
        CheckAddress();
        CheckKey();
        CheckModel("anthropic.scan_model", configuration.Anthropic.ScanModel);
        CheckModel("anthropic.validate_model", configuration.Anthropic.ValidateModel);
        CheckLlm();
        CheckEmbeddings();
        CheckTelemetry();
        CheckAlerts();
        if (configuration.Validation.MaxLegSkewMs > configuration.Validation.MaxBookAgeMs)
        {
            Add("validation.max_leg_skew_ms", "two books cannot be further apart in time than the older one may be old",
                "make it at most validation.max_book_age_ms");
        }

        if (Written("trading.desired_contracts")
            && configuration.Trading.DesiredContracts > configuration.Trading.MaxContractsPerTrade)
        {
            Add("trading.desired_contracts", "more contracts are wanted than one trade may have",
                "make it at most trading.max_contracts_per_trade");
        }
    }

    private void CheckAddress()
    {
        if (configuration.Kalshi.BaseUrl is not { } text)
        {
            return;
        }

        ValueProblem? problem = KalshiHosts.Check(text, out Uri? address);
        if (problem is not null)
        {
            Add("kalshi.base_url", problem.Message, problem.Mend);
            Set("kalshi.base_url", null);
            return;
        }

        if (KalshiHosts.IsDead(address!))
        {
            EffectiveOrigin origin = origins[Find("kalshi.base_url")];
            warnings.Add(origin.Written!.Warning(new ValueProblem(
                $"the host {KalshiHosts.Dead} is switched off, so {KalshiHosts.Production} is used",
                $"write {KalshiHosts.Production}")));
            Set("kalshi.base_url", KalshiHosts.Production);
        }
        else
        {
            Set("kalshi.base_url", text.TrimEnd('/'));
        }

        KalshiEnvironment? meant = KalshiHosts.EnvironmentOf(address!);
        if (meant is null || meant == configuration.Kalshi.Environment)
        {
            return;
        }

        if (Written("kalshi.environment"))
        {
            Add("kalshi.base_url", $"this is the {SettingValue.Write(meant)} exchange, but kalshi.environment is "
                + SettingValue.Write(configuration.Kalshi.Environment), "make the two agree, or delete base_url");
            return;
        }

        Set("kalshi.environment", meant);
        origins[Find("kalshi.environment")] =
            new EffectiveOrigin(origins[Find("kalshi.base_url")].Kind, "follows kalshi.base_url", null);
    }

    private void CheckKey()
    {
        (string? id, string? path) = (configuration.Kalshi.KeyId, configuration.Kalshi.PrivateKeyPath);
        if (id is not null && path is null)
        {
            Add("kalshi.key_id", "there is a key id, but no private key to sign with",
                "set kalshi.private_key_path too, or remove both to use public data only");
        }

        if (id is null && path is not null)
        {
            Add("kalshi.private_key_path", "there is a private key, but no key id",
                "set kalshi.key_id too, or remove both to use public data only");
        }

        if (configuration.Kalshi.HasKey && !Written("kalshi.environment") && !Written("kalshi.base_url"))
        {
            Add("kalshi.key_id", "a key belongs to the demo or to the production exchange, and neither is named",
                "write kalshi.environment: demo or kalshi.environment: production");
        }
    }

    private void CheckModel(string key, string model)
    {
        foreach ((string retired, string fate, string replacement) in RetiredModels)
        {
            if (string.Equals(retired, model, StringComparison.OrdinalIgnoreCase))
            {
                warnings.Add(origins[Find(key)].Written!.Warning(
                    new ValueProblem($"the model {retired} {fate}", $"write {replacement}")));
            }
        }
    }

    private void CheckLlm()
    {
        if (configuration.Llm.BaseUrl is { } text && !IsSafe(text))
        {
            Add("llm.base_url", "this is neither an https address nor one of this machine", "write it like http://127.0.0.1:11434/v1");
        }

        if (configuration.Llm.Price is { } price && ModelAccess.Stated(price) is null)
        {
            Add("llm.price", "these are not two amounts of dollars", "write input and output like 0.5/2, or 0/0 for a model of your own");
        }
    }

    private void CheckTelemetry()
    {
        if (configuration.Telemetry.OtlpEndpoint is { } text && !IsSafe(text))
        {
            Add("telemetry.otlp_endpoint", "this is neither an https address nor one of this machine",
                "write it like http://127.0.0.1:4318/v1/metrics");
        }
    }

    /// <summary>Whether what is sent there cannot be read on the way.</summary>
    private static bool IsSafe(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private void CheckEmbeddings()
    {
        EmbeddingsOptions embeddings = configuration.Embeddings;
        if (embeddings.BaseUrl is { } text && !IsSafe(text))
        {
            Add("embeddings.base_url", "this is neither an https address nor one of this machine", "write it like http://127.0.0.1:11434");
        }

        if (embeddings.Price is not null && EmbeddingAccess.PriceOf(embeddings) is null)
        {
            Add("embeddings.price", "this is no amount of dollars", "write it like 0.02, or 0 for a model of your own");
        }

        if (embeddings.Provider != EmbeddingProvider.None && EmbeddingAccess.Missing(embeddings) is { } missing)
        {
            Add("embeddings.provider", $"vectors are wanted, but {missing}", "set it, or write embeddings.provider: none");
        }
    }

    private void CheckAlerts()
    {
        AlertsOptions alerts = configuration.Alerts;
        CheckAddress("alerts.webhook_url", alerts.WebhookUrl);
        CheckAddress("alerts.discord_url", alerts.DiscordUrl);
        CheckAddress("alerts.slack_url", alerts.SlackUrl);
        CheckAddress("alerts.ntfy_url", alerts.NtfyUrl);
        if (alerts.QuietHours is { Length: > 0 } hours && AlertSetup.Hours(hours) is null)
        {
            Add("alerts.quiet_hours", $"{SettingValue.Quote(hours)} are no hours", "write them like 22:00-06:30, in UTC");
        }

        if ((alerts.TelegramToken is null) != (alerts.TelegramChatId is null))
        {
            Add("alerts.telegram_token", "a bot needs its token and a chat to write to",
                "set alerts.telegram_token and alerts.telegram_chat_id, or neither");
        }

        if (alerts.SmtpHost is not null && (alerts.SmtpFrom is null || alerts.SmtpTo is null))
        {
            Add("alerts.smtp_host", "mail needs a sender and a receiver", "set alerts.smtp_from and alerts.smtp_to");
        }

        bool any = alerts is not
        {
            WebhookUrl: null, DiscordUrl: null, SlackUrl: null, TelegramToken: null, NtfyTopic: null, SmtpHost: null,
        };
        if (alerts.Enabled && !any)
        {
            Add("alerts.enabled", "alerts are on, but there is no address to send them to",
                "set alerts.webhook_url or another channel, or write enabled: false");
        }
    }

    /// <summary>An address that alerts go to: encrypted, unless it is this machine.</summary>
    private void CheckAddress(string key, string? text)
    {
        if (text is not null && !(Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))))
        {
            Add(key, "this is not an https address", "copy the whole address from the channel's settings");
        }
    }

    private static Setting Find(string key) => SettingCatalog.Find(key)!;

    private bool Written(string key) => origins.ContainsKey(Find(key));

    private void Set(string key, object? value) => Find(key).Set(configuration, value);

    private void Add(string key, string message, string mend)
    {
        WrittenValue? written = origins.GetValueOrDefault(Find(key))?.Written;
        errors.Add(new ConfigurationError(key, written?.File ?? "defaults", written?.Line, message, mend));
    }
}
