// Drives a sandbox exchange through the venue's own client, unchanged but for its base URL, and prints what it saw as JSON.
const { Configuration, ExchangeApi, EventsApi, MarketApi, OrdersApi, OrderGroupsApi, PortfolioApi, AccountApi } = require('kalshi-typescript');

const [basePath, apiKey, privateKeyPath, ticker] = process.argv.slice(2);
const configuration = new Configuration({ basePath, apiKey, privateKeyPath });
const order = (side, price, count, more) => ({
  ticker, side, price, count, time_in_force: 'good_till_canceled', self_trade_prevention_type: 'taker_at_cross', ...more,
});

async function main() {
  const exchange = new ExchangeApi(configuration);
  const events = new EventsApi(configuration);
  const markets = new MarketApi(configuration);
  const orders = new OrdersApi(configuration);
  const groups = new OrderGroupsApi(configuration);
  const portfolio = new PortfolioApi(configuration);
  const seen = {};

  seen.status = (await exchange.getExchangeStatus()).data.trading_active;
  seen.limits = (await new AccountApi(configuration).getAccountApiLimits()).data.usage_tier;
  seen.events = (await events.getEvents(5, undefined, true)).data.events.length;
  seen.market = (await markets.getMarket(ticker)).data.market.yes_ask_dollars;
  seen.book = (await markets.getMarketOrderbook(ticker)).data.orderbook_fp.no_dollars.length;
  seen.books = (await markets.getMarketOrderbooks([ticker])).data.orderbooks.length;

  seen.taken = (await orders.createOrderV2(order('bid', seen.market, '3.00', { time_in_force: 'immediate_or_cancel' }))).data;
  const resting = (await orders.createOrderV2(order('bid', '0.0100', '5.00', { client_order_id: 'sdk-1' }))).data;
  seen.resting = (await orders.getOrder(resting.order_id)).data.order.status;
  seen.queue = (await orders.getOrderQueuePosition(resting.order_id)).data.queue_position_fp;
  seen.decreased = (await orders.decreaseOrderV2(resting.order_id, { reduce_by: '1.00' })).data.remaining_count;
  seen.amended = (await orders.amendOrderV2(resting.order_id, { ticker, side: 'bid', price: '0.0200', count: '2.00' })).data.remaining_count;
  seen.listed = (await orders.getOrders(ticker)).data.orders.map((each) => each.status);
  seen.cancelled = (await orders.cancelOrderV2(resting.order_id, undefined, undefined, ticker)).data.reduced_by;

  const batch = (await orders.batchCreateOrdersV2({ orders: [order('bid', '0.0100', '1.00'), order('bid', '0.4655', '1.00')] })).data.orders;
  seen.batch = batch.map((each) => (each.error ? each.error.code : each.remaining_count));
  seen.batchCancelled = (await orders.batchCancelOrdersV2({ orders: [{ order_id: batch[0].order_id }] })).data.orders.map((each) => each.reduced_by);
  seen.cancelAll = (await orders.cancelAllOrders()).status;

  const group = (await groups.createOrderGroup({ contracts_limit: 5 })).data.order_group_id;
  seen.groups = (await groups.getOrderGroups()).data.order_groups.map((each) => each.contracts_limit_fp);
  await groups.deleteOrderGroup(group);

  seen.fills = (await portfolio.getFills(ticker)).data.fills.map((each) => [each.count_fp, each.is_taker]);
  seen.position = (await portfolio.getPositions()).data.market_positions.map((each) => each.position_fp);
  seen.balance = (await portfolio.getBalance()).data.balance_breakdown.length;
  seen.settlements = (await portfolio.getSettlements()).data.settlements.length;
  seen.asOf = (await exchange.getUserDataTimestamp()).data.as_of_time.length > 0;
  seen.trades = (await markets.getTrades(1, undefined, ticker)).data.trades[0].count_fp;
  try {
    await orders.createOrderV2(order('bid', '0.0100', '1.00', { client_order_id: 'sdk-1' }));
  } catch (refused) {
    seen.refused = [refused.response.status, refused.response.data.error.code];
  }

  console.log(JSON.stringify(seen));
}

main().catch((problem) => {
  console.error(problem.response ? `${problem.response.status} ${JSON.stringify(problem.response.data)}` : problem.stack);
  process.exit(1);
});
