namespace Dutchbook.Cli;

/// <summary>The exchange answers.</summary>
internal sealed class ReachabilityCheck(ExchangeContact contact) : IDoctorCheck
{
    public string Name => "exchange";

    public async Task<DoctorFinding> Run(CancellationToken cancellation)
    {
        if (contact.Endpoint is not { } endpoint)
        {
            return DoctorFinding.NotChecked();
        }

        ExchangeReply reply = await contact.Reply(cancellation);
        return reply.Answer switch
        {
            null => DoctorFinding.Failed($"{endpoint.Host} cannot be reached: {reply.Problem}",
                "check the network, a proxy or firewall, and kalshi.base_url; recordings need no network"),
            { Status: 429 } =>
                DoctorFinding.Warning($"{endpoint.Host} answers that there are too many requests", "wait a minute"),
            { Status: >= 500 } answer => DoctorFinding.Failed($"{endpoint.Host} answers with status {answer.Status}",
                "wait; Kalshi announces maintenance on its status page"),
            { Status: not 200 } answer => DoctorFinding.Failed($"{endpoint.Host} answers with status {answer.Status}",
                "check kalshi.base_url, and whether a proxy answers in Kalshi's place"),
            { TradingActive: false } =>
                DoctorFinding.Warning($"{endpoint.Host} answers; trading is paused", "wait until it opens"),
            _ => DoctorFinding.Ok($"{endpoint.Host} answers"),
        };
    }
}
