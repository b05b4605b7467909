using System.Text.Json.Serialization;

namespace Dutchbook.Kalshi;

/// <summary>The generated readers of the venue's JSON. Unknown properties are stepped over: the venue adds them without notice.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AccountLimitsWire))]
[JsonSerializable(typeof(EndpointCostsWire))]
internal sealed partial class WireJson : JsonSerializerContext;
