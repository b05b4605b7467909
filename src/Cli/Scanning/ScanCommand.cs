using System.CommandLine;
using Dutchbook.Alerts;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Ingestion;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>`scan`: one pass over live Kalshi or over a recording, and everything that follows from it.</summary>
internal sealed class ScanCommand(CommandHost host, GlobalOptions globals, Composition composition)
{
    private readonly ScanArguments inputs = new();

    private readonly Option<string?> minEdge = new("--min-edge")
    {
        Description = "The least edge of one basket after fees, in dollars (default: trading.min_score_threshold).",
        HelpName = "dollars",
    };

    private readonly Option<string?> feeMultiple = new("--fee-multiple")
    {
        Description = "Take a price level only while its edge exceeds this many times its fees (default: "
            + "trading.fee_safety_multiplier).",
        HelpName = "number",
    };

    private readonly Option<string[]> tiers = new Option<string[]>("--tier")
    {
        Description = "How relations must be known to count: Proven, Reviewed, Proposed (default: trading.tiers).",
        HelpName = "tier",
        AllowMultipleArgumentsPerToken = true,
    }.AcceptOnlyFromAmong(Enum.GetNames<Tier>());

    private readonly Option<int> nearMisses = new Option<int>("--near-misses")
    {
        Description = "How many near misses to tell.",
        DefaultValueFactory = static _ => 10,
        HelpName = "count",
    }.AtLeast(0);

    private readonly Option<int> top = new Option<int>("--top")
    {
        Description = "How many rows of each table to show; JSON always has all.",
        DefaultValueFactory = static _ => 10,
        HelpName = "count",
    }.AtLeast(1);

    private readonly Option<string?> save = new("--save")
    {
        Description = "Keep the raw pages of a live scan in this folder, in a form that --snapshot reads.",
        HelpName = "folder",
    };

    private readonly Option<string?> proofs = new("--proofs")
    {
        Description = "Write the proof of each opportunity into this folder; `dutchbook verify` re-checks it.",
        HelpName = "folder",
    };

    private readonly Option<bool> noStore = new("--no-store")
    {
        Description = "Do not write what was read and found to the database.",
    };

    public Command Create()
    {
        DocumentedCommand command = new("scan", "One pass over live Kalshi, or over a recording: every basket that cannot lose.",
            new Example("dutchbook scan", "read live Kalshi; public data need no key"),
            new Example("dutchbook scan --save pages", "and keep the raw pages"),
            new Example("dutchbook scan --snapshot pages/*.jsonl.gz", "the same pass over a recording"),
            new Example("dutchbook scan --snapshot old.jsonl.gz --era cents --at 2025-08-14T16:00:00Z --assume-fee quadratic:1",
                "a recording from before March 2026"),
            new Example("dutchbook scan --proofs proofs", "and write a proof of each opportunity, for `dutchbook verify`"),
            new Example("dutchbook scan --format json", "for a program; docs/json.md describes the document"));
        foreach (Option option in inputs.All.Concat([minEdge, feeMultiple, tiers, nearMisses, top, save, proofs, noStore]))
        {
            command.Options.Add(option);
        }

        command.SetAction((arguments, cancellation) => Run(arguments, cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        Configuration configuration = scope.RequireConfiguration(Flags(arguments));
        string[] files = inputs.ReadFiles(arguments, "a live scan");
        string? saveFolder = arguments.GetValue(save);
        if (files.Length > 0 && saveFolder is not null)
        {
            throw new CommandFailure(ExitCode.Usage, "--save keeps the pages of a live scan; with --snapshot there is nothing to "
                + "save. Leave one of them out.");
        }

        using VenueConnection venue = files.Length > 0
            ? VenueConnection.Recorded(files, inputs, arguments)
            : composition.ConnectVenue(configuration.Kalshi, scope.Clock, saveFolder);
        DetectionOptions detection = Scanner.Options(
            configuration, arguments.GetValue(nearMisses), SettledRecord.Load(scope));
        if (files.Length > 0)
        {
            // Live, what may be old is looked at again; of a recording only its own times can tell.
            detection = detection with { MaxQuoteAge = VenueSnapshot.LongestPass };
        }

        if (arguments.GetValue(tiers) is { Length: > 0 } wanted)
        {
            // For one scan any tier may be looked at; what may be traded stays with trading.tiers.
            detection = detection with { Tiers = [.. wanted.Select(Enum.Parse<Tier>)] };
        }

        MatchBook matches = Matches.Load(scope);
        using SourceSet? sources = files.Length == 0 && configuration.Enrichment.Enabled
            ? composition.OpenSources(configuration.Enrichment.Settings with { Matches = matches }, scope.Clock)
            : null;
        using ReviewAccess? review = files.Length == 0 ? ReviewAccess.Open(scope, configuration) : null;
        Decisions decisions = Decisions.Load(scope);
        Enricher? enricher = Scanner.Enricher(sources, configuration.Enrichment, configuration.Kalshi.Member, scope.Clock);
        Scan scan = Scanner.Create(venue, configuration, detection, scope.Clock, enricher, decisions);
        ScanResult result = await Scanner.RunAsync(scan, scope, cancellation);
        if (review is not null)
        {
            result = await OpinionStage.ApplyAsync(result, review.Review, cancellation);
        }

        if (enricher is not null && !arguments.GetValue(noStore))
        {
            SourceRecord.Keep(scope.Home, enricher.Health, scope.Clock.GetUtcNow());
        }

        if (arguments.GetValue(proofs) is { } folder)
        {
            ProofFolder.Write(folder, result.Proofs);
        }

        BookChange? change = arguments.GetValue(noStore)
            ? null
            : ScanStorage.Save(scope, result, configuration.Detection.QueueCapacity, decisions, matches);

        if (venue.Pages is { } pages)
        {
            scope.Remark($"The raw pages are kept in {pages}; read them again with --snapshot.");
        }

        if (scope.Output.IsJson)
        {
            scope.Output.Document(json => ScanJson.Write(json, result));
        }
        else
        {
            new ScanView(scope.Output.Console, arguments.GetValue(top)).Show(result);
            EpisodeView.ShowChange(scope, change);
        }

        EpisodeView.WarnOfEvictions(scope, change, configuration.Detection.QueueCapacity);
        if (files.Length == 0 && configuration.Alerts.Enabled)
        {
            await AnnounceAsync(scope, configuration.Alerts, result, cancellation);
        }

        return (int)ExitCode.Done;
    }

    /// <summary>Tells what was found; what cannot be delivered now stays in the outbox for the next time.</summary>
    private static async Task AnnounceAsync(
        CommandScope scope, AlertsOptions alerts, ScanResult result, CancellationToken cancellation)
    {
        using AlertSession? session = AlertSession.TryOpen(scope, alerts, out string problem);
        if (session is null)
        {
            scope.Remark($"alerts: nothing was announced; a running instance of this home delivers, or the outbox cannot be written: {problem}");
            return;
        }

        foreach (Alert alert in Announcement.Of(result))
        {
            session.Desk.Raise(alert);
        }

        await session.Desk.DeliverAsync(cancellation);
        foreach (ChannelState state in session.Desk.States.Where(static state => state.IsFailing))
        {
            scope.Remark($"alerts: {state.Channel}: {state.LastFailure}");
        }
    }

    private List<FlagValue> Flags(ParseResult arguments)
    {
        List<FlagValue> flags = [];
        if (arguments.GetValue(minEdge) is { } edge)
        {
            flags.Add(new FlagValue("trading.min_score_threshold", edge, minEdge.Name));
        }

        if (arguments.GetValue(feeMultiple) is { } multiple)
        {
            flags.Add(new FlagValue("trading.fee_safety_multiplier", multiple, feeMultiple.Name));
        }

        return flags;
    }
}
