using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

public sealed class MilestoneEndpointsTests
{
    [Fact]
    public async Task Milestones_link_events_page_by_page()
    {
        (List<Listing<Milestone>> pages, string[] targets) = await Reading.Of(
            static client => Reading.All(client.Milestones.GetMilestones(
                new MilestoneFilter
                {
                    Category = "Sports",
                    Competition = "Pro Football",
                    Type = "football_game",
                    SourceId = "s",
                    RelatedEventTicker = "KX-1",
                    StartsFrom = new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.FromHours(-5)),
                    UpdatedFrom = DateTimeOffset.FromUnixTimeSeconds(77),
                },
                default)),
            (200, """
                {"milestones":[
                  {"id":"m1","category":"Sports","type":"football_game","start_date":"2026-11-24T01:15:00Z","end_date":null,
                   "related_event_tickers":["KXNFLGAME-1","KXNFLSPREAD-1"],"primary_event_tickers":["KXNFLGAME-1"],"title":"A at B",
                   "notification_message":"","source_id":"x","source_ids":{"a":"b"},"details":{"league":"NFL"},"last_updated_ts":"2026-11-22T00:00:00Z"},
                  {"id":"m2","type":"a_new_type","start_date":"2026-11-24T01:15:00Z","related_event_tickers":null,"primary_event_tickers":[]},
                  {"id":"m3","start_date":"2026-11-24T01:15:00Z","related_event_tickers":"KX"},
                  {"id":"m4","start_date":"","related_event_tickers":[],"primary_event_tickers":[]}],"cursor":"2"}
                """),
            (200, """{"milestones":[]}"""));
        Assert.Equal(
            "/milestones?limit=500&category=Sports&competition=Pro%20Football&type=football_game&source_id=s&related_event_ticker=KX-1"
            + "&minimum_start_date=2026-11-23T05%3A00%3A00Z&min_updated_ts=77",
            targets[0]);
        Assert.Equal(targets[0] + "&cursor=2", targets[1]);
        Milestone first = pages[0].Items[0];
        Assert.Equal(("m1", "Sports", "football_game", "A at B", null, "x"), (first.Id, first.Category, first.Type, first.Title, first.EndsAt, first.SourceId));
        Assert.Equal(["KXNFLGAME-1", "KXNFLSPREAD-1"], first.RelatedEvents);
        Assert.Equal(["KXNFLGAME-1"], first.PrimaryEvents);
        Assert.Equal(("m2", "a_new_type", 0), (pages[0].Items[1].Id, pages[0].Items[1].Type, pages[0].Items[1].RelatedEvents.Count));
        Assert.Equal(
            ["milestones[3].start_date: is missing", "milestones[2]: primary_event_tickers missing"],
            pages[0].Skipped.Select(static defect => defect.ToString()));
    }
}
