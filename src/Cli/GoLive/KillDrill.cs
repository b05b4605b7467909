using System.Diagnostics;
using Dutchbook.Execution;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>Sets a kill switch in the home folder's own file system and measures when the gate reads it; the real one is not touched.</summary>
internal sealed class KillDrill(HomeFolder home, TimeProvider clock) : IDoctorCheck
{
    private static readonly TimeSpan Most = TimeSpan.FromMilliseconds(50);

    public string Name => "6 the kill switch works at once";

    public Task<DoctorFinding> Run(CancellationToken cancellation)
    {
        if (!home.Exists)
        {
            return Task.FromResult(DoctorFinding.Failed($"there is no home folder {home.Root} to set it in", "run `dutchbook init`"));
        }

        string path = Path.Combine(home.Root, "halt.drill");
        try
        {
            FileHaltFlag flag = new(path);
            TradingMode before = flag.Read().Mode;
            long began = Stopwatch.GetTimestamp();
            flag.Set(new TradingModeState(TradingMode.Halted, "drill", clock.GetUtcNow()));
            TradingMode after = flag.Read().Mode;
            TimeSpan took = Stopwatch.GetElapsedTime(began);
            return Task.FromResult((before, after) switch
            {
                (TradingMode.Active, TradingMode.Halted) when took <= Most =>
                    DoctorFinding.Ok(FormattableString.Invariant($"durable and read by the gate {took.TotalMilliseconds:0.0} ms after it was set; it is read before each send")),
                (TradingMode.Active, TradingMode.Halted) => DoctorFinding.Warning(
                    FormattableString.Invariant($"it took {took.TotalMilliseconds:0} ms: the disk is slow"), "keep the home folder on a local disk"),
                _ => DoctorFinding.Failed($"it was {before} before and {after} after it was set", "look at the rights of the home folder"),
            });
        }
        finally
        {
            File.Delete(path);
        }
    }
}
