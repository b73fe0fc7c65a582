package com.example.shop;

import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.Ticket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The shop's own table. Attempt and ticket are text in two of its columns. */
public final class Orders {
    private static final String SCHEMA = """
            create table if not exists orders (
              id         varchar(64) primary key,
              state      varchar(16) not null,
              attempt    varchar(4000) not null,
              ticket     varchar(2000),
              redemption varchar(200)
            )""";

    private final DataSource database;

    public Orders(DataSource database) {
        this.database = database;
        run(SCHEMA);
    }

    /** Stores a new order. Fails if there is one of that id, so that an order is paid once. */
    Order insert(Order order) {
        run(
                "insert into orders (id, state, attempt) values (?, ?, ?)",
                order.id(),
                order.state().name(),
                order.attempt().encode());
        return order;
    }

    /** Stores the next state of an order, unless somebody else was faster. */
    Order move(Order from, Order to) {
        run(
                "update orders set state = ?, ticket = ?, redemption = ? where id = ? and state = ?",
                to.state().name(),
                to.ticket() == null ? null : to.ticket().encode(),
                to.redemption() == null ? null : to.redemption().value(),
                from.id(),
                from.state().name());
        return find(from.id());
    }

    public Order find(String id) {
        return select("where id = ?", id).get(0);
    }

    /** Returns the orders whose money is not where it belongs yet. */
    List<Order> open() {
        return select("where state in ('PREPARED', 'CHECKING', 'REFUNDING') order by id");
    }

    private List<Order> select(String where, String... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = prepare(
                        connection, "select id, state, attempt, ticket, redemption from orders " + where, values);
                ResultSet rows = select.executeQuery()) {
            List<Order> orders = new ArrayList<>();
            while (rows.next()) {
                String ticket = rows.getString("ticket");
                String redemption = rows.getString("redemption");
                orders.add(new Order(
                        rows.getString("id"),
                        Order.State.valueOf(rows.getString("state")),
                        RedemptionAttempt.decode(rows.getString("attempt")),
                        ticket == null ? null : Ticket.decode(ticket),
                        redemption == null ? null : RedemptionId.of(redemption)));
            }
            return orders;
        } catch (SQLException e) {
            throw new IllegalStateException("The orders cannot be read", e);
        }
    }

    private void run(String sql, String... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, values)) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The order cannot be stored", e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, String... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
        return statement;
    }
}
