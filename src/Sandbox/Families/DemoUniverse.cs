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
        IndexFamily.List(builder);
        BitcoinFamily.List(builder);
        DeadlineFamily.List(builder);
        SportsFamily.List(builder);
        PoliticsFamily.List(builder);
        ComboFamily.List(builder);
        NearMissFamily.List(builder);
        WordingTraps.List(builder);
        ListTraps.List(builder);
        StateTraps.List(builder);
        return builder.Build();
    }
}
