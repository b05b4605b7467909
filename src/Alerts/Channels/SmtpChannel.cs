using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Dutchbook.Alerts;

/// <summary>Where mail is handed in. Encryption is not optional unless the server is this machine.</summary>
public sealed record SmtpAccount(string Host, int Port, string? User, string? Password, string From, string To);

/// <summary>Mail over an encrypted connection, one connection a message.</summary>
internal sealed class SmtpChannel(AlertSeverity least, SmtpAccount account) : IAlertChannel
{
    private static readonly TimeSpan TimeOut = TimeSpan.FromSeconds(20);

    public string Name => "smtp";

    public AlertSeverity Least => least;

    public int PerMinute => 10;

    public async Task<Delivery> SendAsync(Alert alert, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeOut);
        try
        {
            using MimeMessage message = Message(alert);
            using SmtpClient client = new();
            await client.ConnectAsync(account.Host, account.Port, Security(), limit.Token);
            if (account.User is { } user)
            {
                await client.AuthenticateAsync(user, account.Password ?? "", limit.Token);
            }

            await client.SendAsync(message, limit.Token);
            await client.DisconnectAsync(quit: true, limit.Token);
            return Delivery.Done;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Delivery(DeliveryOutcome.Postponed, $"no answer within {TimeOut.TotalSeconds:0} s");
        }
        catch (AuthenticationException)
        {
            return new Delivery(DeliveryOutcome.Refused, "the server does not accept the user and password");
        }
        catch (SmtpCommandException problem)
        {
            return (int)problem.StatusCode >= 500
                ? new Delivery(DeliveryOutcome.Refused, $"the server refuses it: {(int)problem.StatusCode}")
                : new Delivery(DeliveryOutcome.Postponed, $"the server postpones it: {(int)problem.StatusCode}");
        }
        catch (Exception problem) when (problem is IOException or System.Net.Sockets.SocketException or SslHandshakeException
            or ProtocolException or ServiceNotAuthenticatedException or NotSupportedException)
        {
            return new Delivery(DeliveryOutcome.Postponed, $"no connection ({problem.GetType().Name})");
        }
    }

    private SecureSocketOptions Security() => account.Port == 465 ? SecureSocketOptions.SslOnConnect
        : account.Host is "localhost" or "127.0.0.1" or "::1" ? SecureSocketOptions.StartTlsWhenAvailable
        : SecureSocketOptions.StartTls;

    private MimeMessage Message(Alert alert)
    {
        MimeMessage message = new();
        message.From.Add(MailboxAddress.Parse(account.From));
        message.To.AddRange(InternetAddressList.Parse(account.To));
        message.Subject = $"[Dutchbook {alert.Severity.Word()}] {Cut.To(alert.Title.ReplaceLineEndings(" "), 150)}";
        message.Date = alert.At;
        message.MessageId = $"{alert.Id}@dutchbook.invalid";
        message.Body = new TextPart("plain") { Text = alert.Body.Length > 0 ? alert.Body : alert.Title };
        return message;
    }
}
