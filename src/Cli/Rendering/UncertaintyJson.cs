using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Cli;

/// <summary>The property <c>uncertainty</c> of an opportunity, beside its confidence.</summary>
internal static class UncertaintyJson
{
    public static void Write(Utf8JsonWriter json, Uncertainty? uncertainty)
    {
        if (uncertainty is null)
        {
            json.WriteNull("uncertainty");
            return;
        }

        json.WriteStartObject("uncertainty");
        json.WriteString("breakEven", uncertainty.BreakEven.ToString());
        json.WriteString("posterior", uncertainty.Posterior.ToString());
        json.WriteString("violation", uncertainty.Size.Words());
        json.WriteStartObject("settled");
        json.WriteNumber("held", uncertainty.Held);
        json.WriteNumber("broken", uncertainty.Broken);
        json.WriteEndObject();
        json.WriteString("quarterKelly", uncertainty.QuarterKelly.ToString());
        json.WriteString("stake", uncertainty.Stake.ToString());
        json.WriteEndObject();
    }
}
