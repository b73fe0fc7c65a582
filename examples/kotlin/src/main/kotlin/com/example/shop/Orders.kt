package com.example.shop

import io.redemption.model.RedemptionAttempt
import io.redemption.model.RedemptionId
import io.redemption.model.Ticket
import java.sql.PreparedStatement
import java.sql.ResultSet
import javax.sql.DataSource
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

/** The shop's own table. Attempt and ticket are text in two of its columns. */
class Orders(private val database: DataSource) {
    suspend fun createTable() = execute(
        """
        create table if not exists orders (
          id         varchar(64) primary key,
          state      varchar(16) not null,
          attempt    varchar(4000) not null,
          ticket     varchar(2000),
          redemption varchar(200)
        )
        """,
    )

    /** Stores a new order. Fails if there is one of that id, so that an order is paid once. */
    suspend fun insert(order: Order): Order {
        execute(
            "insert into orders (id, state, attempt) values (?, ?, ?)",
            order.id, order.state.name, order.attempt.encode(),
        )
        return order
    }

    /** Stores the next state of an order, unless somebody else was faster. */
    suspend fun move(from: Order, to: Order): Order {
        execute(
            "update orders set state = ?, ticket = ?, redemption = ? where id = ? and state = ?",
            to.state.name, to.ticket?.encode(), to.redemption?.value(), from.id, from.state.name,
        )
        return find(from.id)
    }

    suspend fun find(id: String): Order = select("where id = ?", id).single()

    /** Returns the orders whose money is not where it belongs yet. */
    suspend fun open(): List<Order> = select("where state in ('PREPARED', 'CHECKING', 'REFUNDING') order by id")

    private suspend fun select(where: String, vararg values: String?): List<Order> =
        statement("select * from orders $where", values) { select ->
            select.executeQuery().use { rows -> buildList { while (rows.next()) add(order(rows)) } }
        }

    private suspend fun execute(sql: String, vararg values: String?) {
        statement(sql, values) { it.executeUpdate() }
    }

    private suspend fun <T> statement(sql: String, values: Array<out String?>, run: (PreparedStatement) -> T): T =
        withContext(Dispatchers.IO) { // JDBC blocks
            database.connection.use { connection ->
                connection.prepareStatement(sql).use { statement ->
                    values.forEachIndexed { i, value -> statement.setString(i + 1, value) }
                    run(statement)
                }
            }
        }

    private fun order(row: ResultSet) = Order(
        id = row.getString("id"),
        state = Order.State.valueOf(row.getString("state")),
        attempt = RedemptionAttempt.decode(row.getString("attempt")),
        ticket = row.getString("ticket")?.let(Ticket::decode),
        redemption = row.getString("redemption")?.let(RedemptionId::of),
    )
}
