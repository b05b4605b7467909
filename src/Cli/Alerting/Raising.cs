using Dutchbook.Alerts;
using Serilog;

namespace Dutchbook.Cli;

/// <summary>Raises alerts from where nothing may stop for it.</summary>
internal static class Raising
{
    /// <summary>What cannot be written down is in the log instead.</summary>
    public static void TryRaise(this AlertDesk desk, Alert alert, ILogger log)
    {
        try
        {
            desk.Raise(alert);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            log.Warning("An alert could not be written down: {Title:l}: {Problem:l}", alert.Title, problem.Message);
        }
    }
}
