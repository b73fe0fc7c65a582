package com.example.shop;

import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.Ticket;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The shop's own table. Attempt and ticket are text in two of its columns. */
@Repository
public class Orders {
    private final JdbcClient database;

    Orders(JdbcClient database) {
        this.database = database;
    }

    /** Stores a new order. Fails if there is one of that id, so that an order is paid once. */
    Order insert(Order order) {
        database.sql("insert into orders (id, state, attempt) values (?, ?, ?)")
                .params(order.id(), order.state().name(), order.attempt().encode())
                .update();
        return order;
    }

    /** Stores the next state of an order, unless somebody else was faster. */
    Order move(Order from, Order to) {
        database.sql("update orders set state = ?, ticket = ?, redemption = ? where id = ? and state = ?")
                .param(to.state().name())
                .param(to.ticket() == null ? null : to.ticket().encode())
                .param(to.redemption() == null ? null : to.redemption().value())
                .param(from.id())
                .param(from.state().name())
                .update();
        return find(from.id());
    }

    Order find(String id) {
        return database.sql("select * from orders where id = ?")
                .param(id)
                .query(Orders::order)
                .single();
    }

    /** Returns the orders whose money is not where it belongs yet. */
    List<Order> open() {
        return database.sql("select * from orders where state in ('PREPARED', 'CHECKING', 'REFUNDING') order by id")
                .query(Orders::order)
                .list();
    }

    private static Order order(ResultSet row, int number) throws SQLException {
        String ticket = row.getString("ticket");
        String redemption = row.getString("redemption");
        return new Order(
                row.getString("id"),
                Order.State.valueOf(row.getString("state")),
                RedemptionAttempt.decode(row.getString("attempt")),
                ticket == null ? null : Ticket.decode(ticket),
                redemption == null ? null : RedemptionId.of(redemption));
    }
}
