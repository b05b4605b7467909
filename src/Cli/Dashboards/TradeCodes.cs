using System.Security.Cryptography;
using Dutchbook.Execution;

namespace Dutchbook.Cli;

/// <summary>Plans that a person was shown, each to be traded once by its code, and not for long.</summary>
internal sealed class TradeCodes(TimeProvider time)
{
    private const int Most = 64;
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(60);
    private readonly Lock _gate = new();
    private readonly List<(string Code, PlanRequest Request, string TradeId, DateTimeOffset Until)> _shown = [];

    public string Add(PlanRequest request, string tradeId)
    {
        string code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        lock (_gate)
        {
            if (_shown.Count >= Most)
            {
                _shown.RemoveAt(0);
            }

            _shown.Add((code, request, tradeId, time.GetUtcNow() + Lasts));
        }

        return code;
    }

    /// <summary>The plan of a code, which is used up; null where it is not of this opportunity, or too old.</summary>
    public (PlanRequest Request, string TradeId)? Take(string opportunity, string code)
    {
        lock (_gate)
        {
            int place = _shown.FindIndex(plan => string.Equals(plan.Code, code, StringComparison.Ordinal));
            if (place < 0)
            {
                return null;
            }

            (string _, PlanRequest request, string tradeId, DateTimeOffset until) = _shown[place];
            _shown.RemoveAt(place);
            return until > time.GetUtcNow() && string.Equals(request.OpportunityId, opportunity, StringComparison.Ordinal)
                ? (request, tradeId)
                : null;
        }
    }
}
