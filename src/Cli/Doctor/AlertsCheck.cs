namespace Dutchbook.Cli;

/// <summary>
/// Alerts are on and have a channel, the last attempts succeeded, and nothing critical waits for a person. Whether they arrive, only a
/// message can tell.
/// </summary>
internal sealed class AlertsCheck(HomeFolder home, AlertsOptions? options) : IDoctorCheck
{
    public string Name => "alerts";

    public Task<DoctorFinding> Run(CancellationToken cancellation)
    {
        if (options is null)
        {
            return Task.FromResult(DoctorFinding.NotChecked());
        }

        AlertStanding standing = AlertStanding.Read(home, options);
        string names = string.Join(", ", standing.Channels.Select(static channel => channel.Channel));
        return Task.FromResult((options.Enabled, standing.Channels.Count) switch
        {
            (false, 0) => DoctorFinding.Ok("switched off (alerts.enabled)"),
            (false, _) => DoctorFinding.Warning($"set up but switched off: {names}", "write alerts.enabled: true"),
            _ when standing.HasTrouble => DoctorFinding.Warning(
                string.Join('\n', standing.Lines(mostWaiting: 0, mostOpen: 5).Select(static line => line.Trim())),
                "`dutchbook alert test` tries the channels; `dutchbook alert ack ID` says that a critical alert was seen"),
            _ => DoctorFinding.Ok($"set up: {names}; {string.Join("; ", standing.Lines(mostWaiting: 0, mostOpen: 0).Select(static line => line.Trim()))}; "
                + "`dutchbook alert test` sends a message"),
        });
    }
}
