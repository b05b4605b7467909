namespace Dutchbook.Cli;

/// <summary>The exchange's stream opens. Without it prices come by asking, many seconds apart.</summary>
internal sealed class StreamCheck(KalshiOptions? options, IAccountProbe probe) : IDoctorCheck
{
    public string Name => "stream";

    public async Task<DoctorFinding> Run(CancellationToken cancellation) =>
        options is null ? DoctorFinding.NotChecked()
        : !options.HasKey ? DoctorFinding.Ok("not opened: it needs a key; prices come by asking instead")
        : await probe.OpenStream(options, cancellation) is { } problem
            ? DoctorFinding.Failed($"the stream does not open: {problem}",
                "check the key, and whether a proxy or firewall lets WebSockets through")
            : DoctorFinding.Ok("opens");
}
