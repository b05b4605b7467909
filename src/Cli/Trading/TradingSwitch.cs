using System.Globalization;
using Dutchbook.Execution;

namespace Dutchbook.Cli;

/// <summary>How the kill switch is turned, from a shell or a dashboard alike.</summary>
internal static class TradingSwitch
{
    /// <summary>The venue may cancel what is placed within a minute after a cancel of everything.</summary>
    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(60);

    /// <summary>Durable when it returns. A halt that trading set itself keeps its reason.</summary>
    public static void Halt(IHaltFlag flag, string reason, DateTimeOffset at)
    {
        TradingModeState now = flag.Read();
        bool needsPerson = now is { Mode: TradingMode.Halted, NeedsPerson: true };
        flag.Set(new TradingModeState(TradingMode.Halted, needsPerson ? now.Reason : reason, at, needsPerson));
    }

    /// <exception cref="CommandFailure">It loosens a halt that must not be loosened yet.</exception>
    public static void Reduce(IHaltFlag flag, string reason, bool hasLooked, DateTimeOffset at)
    {
        RequireLoosening(flag.Read(), hasLooked, at);
        flag.Set(new TradingModeState(TradingMode.Reducing, reason, at));
    }

    /// <exception cref="CommandFailure">It loosens a halt that must not be loosened yet.</exception>
    public static void Resume(IHaltFlag flag, bool hasLooked, DateTimeOffset at)
    {
        RequireLoosening(flag.Read(), hasLooked, at);
        flag.Set(new TradingModeState(TradingMode.Active, "", at));
    }

    /// <summary>Whatever loosens a halt waits a minute, and a halt that trading set itself for a person who has looked.</summary>
    private static void RequireLoosening(TradingModeState now, bool hasLooked, DateTimeOffset at)
    {
        if (now is { Mode: TradingMode.Halted, NeedsPerson: true } && !hasLooked)
        {
            throw new CommandFailure(ExitCode.Failed, $"Trading halted itself: {now.Reason}.",
                ["`dutchbook status` and docs/runbook.md say what to look at; then repeat it with --i-have-looked."]);
        }

        TimeSpan since = at - now.Since;
        if (now.Mode == TradingMode.Halted && since < LeastPause)
        {
            throw new CommandFailure(ExitCode.Failed, string.Create(CultureInfo.InvariantCulture,
                $"Trading was halted {since.TotalSeconds:0} s ago. Wait until a minute has passed: the venue may still cancel orders."));
        }
    }
}
