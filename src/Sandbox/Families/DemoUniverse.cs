namespace Dutchbook.Sandbox;

/// <summary>Lists the demo exchange, one family of structures after the other.</summary>
internal static class DemoUniverse
{
    public static Universe Build(DateTimeOffset now)
    {
        UniverseBuilder builder = new(now);
        FedFamily.List(builder);
        InflationFamily.List(builder);
        JobsFamily.List(builder);
        GrowthFamily.List(builder);
        WeatherFamily.List(builder);
        return builder.Build();
    }
}
