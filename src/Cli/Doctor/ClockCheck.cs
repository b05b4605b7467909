namespace Dutchbook.Cli;

/// <summary>
/// The local clock agrees with the exchange's. Signed requests carry the time, and staleness is judged by it. The Date
/// header has whole seconds and the answer took time on its way, so the difference is known only to within both.
/// </summary>
internal sealed class ClockCheck(ExchangeContact contact) : IDoctorCheck
{
    /// <summary>Kalshi documents no tolerance for REST; its FIX gateway allows this much either way.</summary>
    private static readonly TimeSpan Refused = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(1);

    public string Name => "clock";

    public async Task<DoctorFinding> Run(CancellationToken cancellation)
    {
        if (contact.Endpoint is null)
        {
            return DoctorFinding.NotChecked();
        }

        ExchangeReply reply = await contact.Reply(cancellation);
        if (reply.Answer?.Date is not { } theirs)
        {
            return DoctorFinding.Warning("not checked: the exchange did not tell its time", "see the exchange check");
        }

        TimeSpan ahead = reply.Before - (theirs + TimeSpan.FromSeconds(1));
        TimeSpan behind = theirs - reply.After;
        TimeSpan off = ahead > behind ? ahead : behind;
        const string Mend = "turn on the system's time synchronisation (NTP)";
        string side = ahead > behind ? "ahead of" : "behind";
        string words = $"this clock is at least {Math.Ceiling(off.TotalSeconds)} s {side} the exchange's";
        return off switch
        {
            _ when off > Refused => DoctorFinding.Failed(words, Mend),
            _ when off > Noticed => DoctorFinding.Warning(words, Mend),
            _ => DoctorFinding.Ok("agrees with the exchange's to within a second or two"),
        };
    }
}
