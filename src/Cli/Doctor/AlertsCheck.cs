using Dutchbook.Alerts;

namespace Dutchbook.Cli;

/// <summary>Alerts are on and have a channel; whether they arrive, only a message can tell.</summary>
internal sealed class AlertsCheck(AlertsOptions? options) : IDoctorCheck
{
    public string Name => "alerts";

    public Task<DoctorFinding> Run(CancellationToken cancellation)
    {
        if (options is null)
        {
            return Task.FromResult(DoctorFinding.NotChecked());
        }

        using ChannelSet channels = new(AlertSetup.Channels(options));
        string names = string.Join(", ", channels.Channels.Select(static channel => channel.Name));
        return Task.FromResult((options.Enabled, channels.Channels.Count) switch
        {
            (false, 0) => DoctorFinding.Ok("switched off (alerts.enabled)"),
            (false, _) => DoctorFinding.Warning($"set up but switched off: {names}", "write alerts.enabled: true"),
            _ => DoctorFinding.Ok($"set up: {names}; `dutchbook alert test` sends a message"),
        });
    }
}
